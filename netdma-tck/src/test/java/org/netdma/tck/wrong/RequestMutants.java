// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.tck.wrong.Mutant.driver;

import java.util.List;
import java.util.Set;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundOptions;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** What providers do wrong with PnP requests. */
final class RequestMutants {

    static final List<Mutant> TABLE = List.of(
            driver("sets no Unload", "[PNP-1] DriverEntry", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
                    driver.setAddDevice(this::addDevice);
                    driver.setDispatch(MajorFunction.PNP, this::pnp);
                    return NtStatus.SUCCESS;
                }
            }),
            driver("ignores lack of device objects", "[PNP-3]", (io, netDma) -> new SoundDriver(io, netDma) {
                private boolean isWithoutObject;


                @Override
                protected NtStatus addDevice(DriverObject driver, DeviceObject pdo, SoundOptions options) {
                    isWithoutObject = false;
                    NtStatus status = super.addDevice(driver, pdo, options);
                    return isWithoutObject ? NtStatus.SUCCESS : status;
                }

                @Override
                protected void leaveStack(SoundDevice device) {
                    isWithoutObject = device.fdo == null;
                    super.leaveStack(device);
                }
            }),
            driver("drops foreign requirements", "[PNP-5]", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected ResourceRequirementsList filter(SoundDevice device, ResourceRequirementsList offered) {
                    return new ResourceRequirementsList(offered.requirements().stream()
                            .filter(requirement -> !(requirement instanceof MemoryRequirement)).toList());
                }
            }),
            driver("fails cancel stop", "[PNP-7] never fails STOP", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus pnp(DeviceObject fdo, Irp irp) {
                    return irp.currentStackLocation().minor() == PnpMinorFunction.CANCEL_STOP_DEVICE
                            ? complete(irp, NtStatus.UNSUCCESSFUL) : super.pnp(fdo, irp);
                }
            }),
            driver("reports a failure", "[MEM-13] reports no", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus pnp(DeviceObject fdo, Irp irp) {
                    if (irp.currentStackLocation().minor() != PnpMinorFunction.QUERY_PNP_DEVICE_STATE) {
                        return super.pnp(fdo, irp);
                    }
                    irp.setInformation(new IrpInformation.DeviceState(Set.of(IrpInformation.DeviceState.Flag.FAILED)));
                    return passDown(fdo.extension(SoundDevice.class), irp);
                }
            }),
            driver("stops when asked", "[PNP-7] works on", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus pnp(DeviceObject fdo, Irp irp) {
                    if (irp.currentStackLocation().minor() == PnpMinorFunction.QUERY_STOP_DEVICE) {
                        stopDevice(fdo.extension(SoundDevice.class));
                    }
                    return super.pnp(fdo, irp);
                }
            }),
            driver("starts before bus", "[PNP-8] START_DEVICE goes", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus start(SoundDevice device, Irp irp) {
                    io.forwardIrpSynchronously(device.lower, irp);
                    return complete(irp, startDevice(device, (StartDevice) irp.currentStackLocation().parameters()));
                }
            }),
            driver("changes bus answers", "[PNP-8] leaves the bus", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus pnp(DeviceObject fdo, Irp irp) {
                    if (irp.currentStackLocation().minor() != PnpMinorFunction.QUERY_DEVICE_TEXT) {
                        return super.pnp(fdo, irp);
                    }
                    io.forwardIrpSynchronously(fdo.extension(SoundDevice.class).lower, irp);
                    irp.setInformation(new IrpInformation.Text("My device"));
                    return complete(irp, NtStatus.SUCCESS);
                }
            }),
            driver("keeps requests", "[PNP-8] passes each request", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus pnp(DeviceObject fdo, Irp irp) {
                    return irp.currentStackLocation().minor() == PnpMinorFunction.QUERY_STOP_DEVICE
                            ? complete(irp, NtStatus.SUCCESS) : super.pnp(fdo, irp);
                }
            }),
            driver("completes twice", "[PNP-9] completes each", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus pnp(DeviceObject fdo, Irp irp) {
                    if (irp.currentStackLocation().minor() != PnpMinorFunction.QUERY_PNP_DEVICE_STATE) {
                        return super.pnp(fdo, irp);
                    }
                    NtStatus status = super.pnp(fdo, irp);
                    io.completeRequest(irp);
                    return status;
                }
            }),
            driver("needs prompt bus", "[PNP-9] works above", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus pnp(DeviceObject fdo, Irp irp) {
                    PnpMinorFunction minor = (PnpMinorFunction) irp.currentStackLocation().minor();
                    if (!minor.name().startsWith("QUERY")) {
                        return super.pnp(fdo, irp);
                    }
                    irp.copyCurrentStackLocationToNext();
                    irp.setCompletionRoutine((device, completed) -> NtStatus.MORE_PROCESSING_REQUIRED);
                    io.callDriver(fdo.extension(SoundDevice.class).lower, irp);
                    NtStatus status = irp.status();
                    io.completeRequest(irp);
                    return status;
                }
            }));

    private RequestMutants() {
    }
}

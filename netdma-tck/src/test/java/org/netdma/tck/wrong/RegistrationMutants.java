// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.tck.wrong.Machine.MESSAGES;
import static org.netdma.tck.wrong.Mutant.ableDriver;
import static org.netdma.tck.wrong.Mutant.driver;

import java.util.List;
import java.util.Set;
import org.netdma.NetDmaVersion;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundEngine;
import org.netdma.tck.sound.SoundOptions;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;

/** What providers do wrong at registration. */
final class RegistrationMutants {

    static final List<Mutant> TABLE = List.of(
            driver("registers before attach", "[REG-1] AddDevice puts", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
                    try {
                        SoundDevice nowhere = new SoundDevice(this, io, SoundOptions.read(driver.registryPath()));
                        netDma.registerProvider(nowhere.engine(), characteristics(nowhere.options, pdo));
                    } catch (NtStatusException refused) {
                        return super.addDevice(driver, pdo);
                    }
                    return NtStatus.UNSUCCESSFUL;
                }
            }),
            driver("refuses second device", "[REG-1] serves two devices", (io, netDma) -> new SoundDriver(io, netDma) {
                private boolean isServing;


                @Override
                protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
                    if (isServing) {
                        return NtStatus.DEVICE_BUSY;
                    }
                    NtStatus status = super.addDevice(driver, pdo);
                    isServing = status.isSuccess();
                    return status;
                }

                @Override
                protected NtStatus remove(SoundDevice device, Irp irp) {
                    isServing = false;
                    return super.remove(device, irp);
                }
            }),
            driver("registers a version that does not exist", "[REG-2]", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected ProviderCharacteristics characteristics(SoundOptions options, DeviceObject pdo) {
                    return new ProviderCharacteristics(new NetDmaVersion(2, 1), Set.of(), pdo, options.channels(),
                            "Sound engine");
                }
            }),
            driver("has no name", "[REG-3]", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected ProviderCharacteristics characteristics(SoundOptions options, DeviceObject pdo) {
                    return new ProviderCharacteristics(options.version(), Set.of(), pdo, options.channels(), "");
                }
            }),
            ableDriver("hides SUSPEND", "[REG-3] a channel can be suspended",
                    (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters,
                        ChannelHandle handle) {
                    return super.allocate(engine, parameters, handle) instanceof ChannelAllocation.Allocated allocated
                            ? new ChannelAllocation.Allocated(new Restless((SoundChannel) allocated.channel()),
                                    allocated.cpu())
                            : new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
                }

                private record Restless(SoundChannel channel) implements AbortableChannel, ResettableChannel {
                    @Override
                    public void freeDmaChannel() {
                        channel.freeDmaChannel();
                    }

                    @Override
                    public NtStatus startDma(long descriptor, int count) {
                        return channel.startDma(descriptor, count);
                    }

                    @Override
                    public NtStatus appendDma(long descriptor, int count) {
                        return channel.appendDma(descriptor, count);
                    }

                    @Override
                    public NtStatus abortDma() {
                        return channel.abortDma();
                    }

                    @Override
                    public NtStatus resetChannel() {
                        return channel.resetChannel();
                    }
                }
            }),
            ableDriver("hides flags", "[REG-3] registers with legal", (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected ProviderCharacteristics characteristics(SoundOptions options, DeviceObject pdo) {
                    return new ProviderCharacteristics(options.version(), Set.of(), pdo, options.channels(),
                            "Shy engine");
                }
            }),
            driver("uses stale registration", "[REG-4]", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected void leaveStack(SoundDevice device) {
                    if (device.registration != null) {
                        device.registration.stop();
                    }
                    super.leaveStack(device);
                }
            }),
            driver("ignores messages", "[REG-6]", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
                    NtStatus status = super.driverEntry(driver, registryPath);
                    driver.setAddDevice(this::addDeviceWithoutMessages);
                    return status;
                }

                private NtStatus addDeviceWithoutMessages(DriverObject driver, DeviceObject pdo) {
                    try {
                        SoundOptions options = SoundOptions.read(driver.registryPath());
                        return addDevice(driver, pdo, new SoundOptions(options.version(), options.channels(), false));
                    } catch (NtStatusException e) {
                        return e.status();
                    }
                }
            }).on(MESSAGES),
            driver("registers twice", "[REG-8]", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
                    NtStatus status = super.addDevice(driver, pdo);
                    try {
                        SoundDevice second = new SoundDevice(this, io, SoundOptions.read(driver.registryPath()));
                        netDma.registerProvider(second.engine(), characteristics(second.options, pdo));
                    } catch (NtStatusException refused) {
                        return status;
                    }
                    return status;
                }
            }),
            driver("ignores refused registration", "[REG-9]", (io, netDma) -> new SoundDriver(io, netDma) {
                private boolean isRefused;


                @Override
                protected NtStatus addDevice(DriverObject driver, DeviceObject pdo, SoundOptions options) {
                    isRefused = false;
                    NtStatus status = super.addDevice(driver, pdo, options);
                    return isRefused ? NtStatus.SUCCESS : status;
                }

                @Override
                protected void leaveStack(SoundDevice device) {
                    isRefused = device.lower != null && device.registration == null;
                    super.leaveStack(device);
                }
            }));

    private RegistrationMutants() {
    }
}

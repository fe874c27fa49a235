// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.tck.wrong.Machine.LINE;
import static org.netdma.tck.wrong.Mutant.driver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netdma.provider.ProviderAttributes;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundOptions;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** What providers do wrong at start and stop. */
final class LifecycleMutants {

    static final List<Mutant> TABLE = List.of(
            driver("ignores refused start", "[STA-1] START_DEVICE fails", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
                    super.startDevice(device, parameters);
                    return NtStatus.SUCCESS;
                }
            }),
            driver("starts too early", "[STA-1] is ready", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
                    NtStatus status = device.registration.start(attributes(device.options));
                    try {
                        device.powerUp(parameters.assigned());
                    } catch (NtStatusException e) {
                        return e.status();
                    }
                    return status;
                }
            }),
            driver("starts too many channels", "[STA-2]", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected ProviderAttributes attributes(SoundOptions options) {
                    return new ProviderAttributes(1, 0, 0, options.channels() + 1, MAXIMUM_TRANSFER_SIZE,
                            MAXIMUM_ADDRESS);
                }
            }),
            driver("starts only once", "[STA-3]", (io, netDma) -> new SoundDriver(io, netDma) {
                private boolean wasStopped;


                @Override
                protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
                    return wasStopped ? NtStatus.SUCCESS : super.startDevice(device, parameters);
                }

                @Override
                protected NtStatus stop(SoundDevice device, Irp irp) {
                    wasStopped = true;
                    return super.stop(device, irp);
                }
            }),
            driver("keeps old resources", "[STA-3] a device that is stopped to be moved",
                    (io, netDma) -> new SoundDriver(io, netDma) {
                private final Map<SoundDevice, StartDevice> first = new HashMap<>();

                @Override
                protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
                    return super.startDevice(device, first.computeIfAbsent(device, unknown -> parameters));
                }
            }).on(LINE),
            driver("waits for restart", "[STA-3] a restart that the bus", (io, netDma) -> new SoundDriver(io, netDma) {
                private boolean waits;
                private boolean gone;

                @Override
                protected NtStatus stop(SoundDevice device, Irp irp) {
                    waits = true;
                    return super.stop(device, irp);
                }

                @Override
                protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
                    waits = false;
                    return super.startDevice(device, parameters);
                }

                @Override
                protected NtStatus surpriseRemoval(SoundDevice device, Irp irp) {
                    gone = waits;
                    return super.surpriseRemoval(device, irp);
                }

                @Override
                protected NtStatus remove(SoundDevice device, Irp irp) {
                    return gone ? passDown(device, irp) : super.remove(device, irp);
                }
            }),
            driver("removes too early",
                    "[STO-1] the engine goes on until ProviderStop returns: what is outstanding at REMOVE",
                    (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus remove(SoundDevice device, Irp irp) {
                    if (device.isPowered()) {
                        device.powerDown();
                        device.registration.stop();
                    }
                    return super.remove(device, irp);
                }
            }),
            driver("stops too early",
                    "[STO-1] the engine goes on until ProviderStop returns: what is outstanding at STOP",
                    (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus stop(SoundDevice device, Irp irp) {
                    device.powerDown();
                    device.registration.stop();
                    return passDown(device, irp);
                }
            }),
            driver("deregisters before stop", "[STO-2]", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus remove(SoundDevice device, Irp irp) {
                    if (device.isPowered()) {
                        device.registration.deregister();
                    }
                    return super.remove(device, irp);
                }
            }));

    private LifecycleMutants() {
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.tck.wrong.Machine.FIRST;
import static org.netdma.tck.wrong.Mutant.ableDriver;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters.Power;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PowerMinorFunction;

/** What providers do wrong with power. */
final class PowerMutants {

    static final List<Mutant> TABLE = List.of(
            ableDriver("leaves sleeping provider behind", "[PNP-10] a device in D3",
                    (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected void stopDevice(SoundDevice device) {
                    if (!isAsleep(device)) {
                        super.stopDevice(device);
                    }
                }

                @Override
                protected NtStatus stop(SoundDevice device, Irp irp) {
                    super.stopDevice(device);
                    return passDown(device, irp);
                }
            }),
            ableDriver("keeps power requests", "[PNP-7] [PNP-8] never fails SET_POWER",
                    (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected NtStatus power(SoundDevice device, Irp irp) {
                    if (irp.currentStackLocation().parameters() instanceof Power wanted
                            && irp.currentStackLocation().minor() == PowerMinorFunction.SET_POWER) {
                        setPower(device, wanted.state());
                    }
                    return complete(irp, NtStatus.SUCCESS);
                }
            }),
            ableDriver("tells twice", "[PWR-1] SET_POWER to the state",
                    (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected void setPower(SoundDevice device, DevicePowerState state) {
                    if (state == DevicePowerState.D3 && isAsleep(device)) {
                        device.registration.notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
                    }
                    super.setPower(device, state);
                }
            }),
            ableDriver("sleeps before it tells", "[PWR-1] tells the interface before",
                    (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected void down(SoundDevice device) {
                    sleep(device);
                    device.registration.notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
                }
            }),
            ableDriver("sleeps in silence", "[PWR-1] tells the interface before",
                    (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected void down(SoundDevice device) {
                    sleep(device);
                }

                @Override
                protected void up(SoundDevice device) {
                    wake(device);
                }
            }),
            ableDriver("works in sleep", "[PWR-1] the engine touches nothing",
                    (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected void down(SoundDevice device) {
                    super.down(device);
                    Thread thread = new Thread(() -> lookForWork(device), "sleepless");
                    thread.setDaemon(true);
                    thread.start();
                }

                private void lookForWork(SoundDevice device) {
                    while (isAsleep(device)) {
                        SoundDescriptor.read(device.registration.busMemory(), 0);
                        LockSupport.parkNanos(1_000_000);
                    }
                }
            }),
            ableDriver("tells before it wakes", "[PWR-2] tells the interface when",
                    (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected void up(SoundDevice device) {
                    device.registration.notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP);
                    wake(device);
                }
            }),
            ableDriver("wakes in silence", "[PWR-2] tells the interface when",
                    (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected void up(SoundDevice device) {
                    wake(device);
                }
            }),
            ableDriver("hides lost context", "[PWR-3] a 1.0 provider tells",
                    (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected void up(SoundDevice device) {
                    wake(device);
                }
            }).on(FIRST),
            ableDriver("cuts copies off", "[PWR-3] the engine of a 1.0",
                    (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected void down(SoundDevice device) {
                    sleep(device);
                }
            }).on(FIRST),
            ableDriver("does not stop in sleep", "[STO-1] a device in D3",
                    (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected NtStatus stop(SoundDevice device, Irp irp) {
                    return isAsleep(device) ? passDown(device, irp) : super.stop(device, irp);
                }
            }));

    private PowerMutants() {
    }
}

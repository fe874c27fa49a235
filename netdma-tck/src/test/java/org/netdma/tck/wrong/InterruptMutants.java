// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.tck.wrong.Machine.LINE;
import static org.netdma.tck.wrong.Machine.MESSAGES;
import static org.netdma.tck.wrong.Mutant.driver;
import static org.netdma.tck.wrong.Mutant.plain;

import java.util.List;
import org.netdma.descriptor.ControlFlags;
import org.netdma.provider.ChannelHandle;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** What providers do wrong with interrupts. */
final class InterruptMutants {

    static final List<Mutant> TABLE = List.of(
            plain("never interrupts", "[INT-1] interrupts after a descriptor",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void interrupt(long descriptor) {
                    // nobody hears of it
                }
            }),
            plain("loses interrupts", "[INT-1] interrupts again", (device, number) -> new SoundChannel(device, number) {
                private int count;

                @Override
                protected void interrupt(long descriptor) {
                    if (++count <= 50) {
                        super.interrupt(descriptor);
                    }
                }
            }),
            plain("interrupts early", "[INT-1] interrupts not before",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor descriptor) {
                    if ((descriptor.flags() & ControlFlags.INTERRUPT_ON_COMPLETION) != 0 && descriptor.size() == 64) {
                        interrupt(next);
                    }
                    return super.transfer(descriptor);
                }
            }),
            plain("calls isr outside service routine", "[INT-2] calls isr",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void interrupt(long descriptor) {
                    ChannelHandle told = handle();
                    if (told != null) {
                        reported = descriptor;
                        queueDpc(told.isr(descriptor));
                    }
                }
            }).on(LINE),
            plain("ignores isr answer", "[INT-2] queues the DPC", (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void queueDpc(int cpu) {
                    super.queueDpc(0);
                }
            }),
            plain("calls DPC in service routine", "[INT-3] calls interruptDpc",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void queueDpc(int cpu) {
                    deferred(cpu);
                }
            }),
            plain("hides errors", "[INT-3] the DPC tells address 0",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void interrupt(long descriptor) {
                    super.interrupt(descriptor == 0 ? Math.max(last, 64) : descriptor);
                }
            }),
            driver("works without interrupts", "[INT-4] START_DEVICE fails",
                    (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
                    try {
                        device.powerUp(parameters.assigned());
                    } catch (NtStatusException withoutInterrupts) {
                        device.engine().powerUp();
                    }
                    return device.registration.start(attributes(device.options));
                }
            }).on(MESSAGES),
            driver("ignores told CPUs", "[INT-4] asks for each channel", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected ResourceRequirementsList filter(SoundDevice device, ResourceRequirementsList offered) {
                    return offered;
                }
            }).on(MESSAGES),
            driver("keeps interrupts connected", "[INT-4] disconnects", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus stop(SoundDevice device, Irp irp) {
                    device.registration.stop();
                    device.engine().powerDown();
                    return passDown(device, irp);
                }
            }).on(LINE),
            plain("claims foreign interrupts", "[INT-4] the line",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean serviceInterrupt() {
                    super.serviceInterrupt();
                    return true;
                }
            }).on(LINE));

    private InterruptMutants() {
    }
}

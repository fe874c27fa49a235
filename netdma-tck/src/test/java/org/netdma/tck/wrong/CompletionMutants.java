// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.tck.wrong.Mutant.plain;

import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.BusWindow;
import org.netdma.provider.ChannelHandle;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.wdm.NtStatus;

/** What providers do wrong when they report. */
final class CompletionMutants {

    static final List<Mutant> TABLE = List.of(
            plain("interrupts for none", "[CPL-1] does both after",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void report(long descriptor, int flags, TransferStatus status) {
                    super.report(descriptor, flags == 0 ? ControlFlags.INTERRUPT_ON_COMPLETION : flags, status);
                }
            }),
            plain("writes status unasked", "[CPL-1] interrupts after a descriptor",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void report(long descriptor, int flags, TransferStatus status) {
                    super.report(descriptor, flags | ControlFlags.STATUS_UPDATE_ON_COMPLETION, status);
                }
            }),
            plain("interrupts unasked", "[CPL-1] writes the completion word after",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void report(long descriptor, int flags, TransferStatus status) {
                    boolean isSingle = flags == ControlFlags.STATUS_UPDATE_ON_COMPLETION;
                    super.report(descriptor, isSingle ? flags | ControlFlags.INTERRUPT_ON_COMPLETION : flags, status);
                }
            }),
            plain("writes beside word", "[CPL-1] writes the completion word and nothing",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void writeWord(long address, long word) {
                    super.writeWord(address, word);
                    super.writeWord(address + Long.BYTES, 0);
                }
            }),
            plain("writes nowhere", "[CPL-2] halts at a destination that belongs",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    return device.registration.busMemory().window(of.destination()).length() == 0
                            && of.readSource(device.registration.busMemory()) != null || super.transfer(of);
                }
            }),
            plain("dies of read only memory", "[CPL-2] halts at a destination that may",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    BusWindow window = device.registration.busMemory().window(of.destination());
                    if (window.length() > 0 && !window.isWritable()) {
                        throw new ReadOnlyBufferException();
                    }
                    return super.transfer(of);
                }
            }),
            plain("remembers closed regions", "[CPL-2] halts at a region that was closed",
                    (device, number) -> new SoundChannel(device, number) {
                private BusWindow remembered;

                @Override
                protected boolean transfer(SoundDescriptor of) {
                    BusWindow now = device.registration.busMemory().window(of.source());
                    boolean isGone = now.length() == 0 && remembered != null && of.source() >= remembered.start()
                            && of.source() + of.size() <= remembered.start() + remembered.length();
                    remembered = now.length() > 0 ? now : remembered;
                    return isGone || super.transfer(of);
                }
            }),
            plain("goes on after fault", "[CPL-2] halts at a source",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    super.transfer(of);
                    return true;
                }
            }),
            plain("names bad descriptor", "[CPL-2] halts at a source",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void halt() {
                    last = next;
                    super.halt();
                }
            }),
            plain("stops at end of region", "[CPL-2] halts at a transfer that reaches",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    BusWindow source = device.registration.busMemory().window(of.source());
                    BusWindow destination = device.registration.busMemory().window(of.destination());
                    if (of.flags() != ControlFlags.STATUS_UPDATE_ON_COMPLETION || source.length() == 0
                            || destination.length() == 0) {
                        return super.transfer(of);
                    }
                    long there = Math.min(source.start() + source.length() - of.source(),
                            destination.start() + destination.length() - of.destination());
                    return super.transfer(of.withSize((int) Math.min(there, of.size())));
                }
            }),
            plain("says IDLE in between", "[CPL-2] says ACTIVE", (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void report(long descriptor, int flags, TransferStatus status) {
                    super.report(descriptor, flags, TransferStatus.IDLE);
                }
            }),
            plain("says active at end", "[CPL-2] says IDLE", (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void report(long descriptor, int flags, TransferStatus status) {
                    super.report(descriptor, flags, TransferStatus.ACTIVE);
                }
            }),
            plain("halts for good", "[XFR-1] a halted channel", (device, number) -> new SoundChannel(device, number) {
                private boolean isHalted;

                @Override
                protected void allocate(long completionAddress, ChannelHandle handle) {
                    isHalted = false;
                    super.allocate(completionAddress, handle);
                }

                @Override
                protected void halt() {
                    isHalted = true;
                    super.halt();
                }

                @Override
                public NtStatus startDma(long descriptor, int count) {
                    return isHalted ? NtStatus.SUCCESS : super.startDma(descriptor, count);
                }
            }),
            plain("names the chain before when it halts", "[CPL-2] a chain that halts at its first",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                public synchronized NtStatus startDma(long descriptor, int count) {
                    long old = last;
                    NtStatus status = super.startDma(descriptor, count);
                    last = old;
                    return status;
                }
            }),
            plain("dies of vanished pages", "[MEM-8]", (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    try {
                        boolean moved = super.transfer(of);
                        device.registration.busMemory().checkAccess();
                        return moved;
                    } catch (InternalError vanished) {
                        throw new IllegalStateException(vanished);
                    }
                }
            }),
            plain("skips what has vanished", "[MEM-8]", (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    try {
                        boolean moved = super.transfer(of);
                        device.registration.busMemory().checkAccess();
                        return moved;
                    } catch (InternalError vanished) {
                        return true;
                    }
                }
            }));

    private CompletionMutants() {
    }
}

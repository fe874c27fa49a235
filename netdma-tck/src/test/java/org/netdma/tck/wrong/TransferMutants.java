// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.tck.wrong.Mutant.able;
import static org.netdma.tck.wrong.Mutant.plain;

import java.util.List;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;

/** What providers do wrong with the bytes of a transfer. */
final class TransferMutants {

    static final List<Mutant> TABLE = List.of(
            plain("halts at DCA hint", "[DCA-1]", (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    return (of.flags() & ControlFlags.DESTINATION_DCA_ENABLE) == 0 && super.transfer(of);
                }
            }),
            able("interrupts at context change", "[DCA-2]", (device, number) -> new AbleSoundChannel(device, number) {
                @Override
                protected void report(long descriptor, int flags, TransferStatus status) {
                    super.report(descriptor, flags & ~ControlFlags.OP_TYPE_MASK, status);
                }
            }),
            plain("marks descriptors", "[XFR-10] leaves the fields",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected void advance(long descriptor, SoundDescriptor of) {
                    BusWindow ring = device.registration.busMemory().window(descriptor);
                    ring.bytes().putLong((int) (descriptor - ring.start()) + DescriptorLayout.USER_CONTEXT_1, 1);
                    super.advance(descriptor, of);
                }
            }),
            plain("overwrites source", "[XFR-10] leaves the source",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    boolean moved = super.transfer(of);
                    BusWindow window = device.registration.busMemory().window(of.source());
                    if (moved && window.holds(of.source(), of.size())) {
                        window.bytes().put((int) (of.source() - window.start()), (byte) 0);
                    }
                    return moved;
                }
            }),
            plain("forgets last byte", "[XFR-10] moves each byte",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    return super.transfer(of.withSize(Math.max(of.size() - 1, 0)));
                }
            }),
            plain("halts at hints", "[XFR-10] no-snoop", (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    return (of.flags() & (ControlFlags.SOURCE_NO_SNOOP | ControlFlags.DESTINATION_NO_SNOOP)) == 0
                            && super.transfer(of);
                }
            }),
            plain("merges neighbours", "[XFR-10] scatter-gather", (device, number) -> new SoundChannel(device, number) {
                private long endOfSource;
                private long endOfDestination;

                @Override
                protected boolean transfer(SoundDescriptor of) {
                    long to = of.source() == endOfSource ? endOfDestination : of.destination();
                    endOfSource = of.source() + of.size();
                    endOfDestination = to + of.size();
                    return super.transfer(of.withAddresses(of.source(), to));
                }
            }),
            plain("moves positions", "[XFR-10] uses absolute", (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    BusWindow window = device.registration.busMemory().window(of.source());
                    window.bytes().position(Math.min(1, window.length()));
                    return super.transfer(of);
                }
            }),
            plain("ignores fences", "[XFR-10] with SERIALIZE", (device, number) -> new SoundChannel(device, number) {
                private SoundDescriptor ahead;
                private byte[] data;

                @Override
                protected boolean transfer(SoundDescriptor of) {
                    BusMemory memory = device.registration.busMemory();
                    byte[] read = of.equals(ahead) ? data : null;
                    ahead = left > 1 ? SoundDescriptor.read(memory, of.next()) : null;
                    data = ahead == null ? null : ahead.readSource(memory);
                    return super.transfer(of) && (read == null || of.writeDestination(memory, read));
                }
            }),
            plain("writes beyond the end", "[XFR-10] writes nothing",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    boolean isPlain = (of.flags() & ControlFlags.NULL_TRANSFER) == 0 && of.size() <= 10_000;
                    return super.transfer(isPlain ? of.withSize(of.size() + 7 & -8) : of);
                }
            }),
            plain("moves at most 64 KiB", "[XFR-11] moves as much",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    return super.transfer((of.flags() & ControlFlags.NULL_TRANSFER) != 0 ? of
                            : of.withSize(Math.min(of.size(), 1 << 16)));
                }
            }).andFails("[XFR-10] random"),
            plain("truncates addresses", "[XFR-11] reaches", (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    return super.transfer(of.withAddresses(of.source() & 0xFFFF_FFFFL,
                            of.destination() & 0xFFFF_FFFFL));
                }
            }),
            plain("ignores page breaks", "[XFR-12]", (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    return super.transfer(of.withFlags(
                            of.flags() & ~(ControlFlags.SOURCE_PAGE_BREAK | ControlFlags.DESTINATION_PAGE_BREAK)));
                }
            }),
            plain("looks at null transfers", "[XFR-9] a null transfer",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    return super.transfer(of.withFlags(of.flags() & ~ControlFlags.NULL_TRANSFER));
                }
            }),
            plain("chokes on zero length", "[XFR-9] a transfer of zero",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean transfer(SoundDescriptor of) {
                    return of.size() != 0 && super.transfer(of);
                }
            }));

    private TransferMutants() {
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.tck.wrong.Machine.LINKED;
import static org.netdma.tck.wrong.Mutant.plain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.wdm.NtStatus;

/** What providers do wrong with their chains. */
final class ChainMutants {

    static final List<Mutant> TABLE = List.of(
            plain("never completes", "[XFR-1] StartDma after", (device, number) -> new SoundChannel(device, number) {
                @Override
                protected boolean isMore() {
                    return false;
                }
            }),
            plain("drops appends", "[XFR-1] takes appends", (device, number) -> new SoundChannel(device, number) {
                private int waiting;

                @Override
                public synchronized NtStatus appendDma(long descriptor, int count) {
                    waiting = isMore() ? waiting + 1 : 0;
                    return waiting > 32 ? NtStatus.SUCCESS : super.appendDma(descriptor, count);
                }
            }),
            plain("finishes old chain", "[XFR-2]", (device, number) -> new SoundChannel(device, number) {
                private long replacing;
                private int replacingCount;

                @Override
                public synchronized NtStatus startDma(long descriptor, int count) {
                    if (!isMore()) {
                        return super.startDma(descriptor, count);
                    }
                    replacing = descriptor;
                    replacingCount = count;
                    return NtStatus.SUCCESS;
                }

                @Override
                protected void advance(long descriptor, SoundDescriptor of) {
                    super.advance(descriptor, of);
                    if (replacing != 0 && !isMore()) {
                        super.startDma(replacing, replacingCount);
                        replacing = 0;
                    }
                }
            }),
            plain("forgets to reread", "[XFR-3]", (device, number) -> new SoundChannel(device, number) {
                @Override
                protected long rereadLink() {
                    return 0;
                }
            }).on(LINKED),
            plain("sleeps after count", "[XFR-4] goes on", (device, number) -> new SoundChannel(device, number) {
                @Override
                public NtStatus appendDma(long descriptor, int count) {
                    return isMore() ? super.appendDma(descriptor, count) : NtStatus.SUCCESS;
                }
            }),
            plain("runs over the end", "[XFR-4] stops", (device, number) -> new SoundChannel(device, number) {
                private final Set<Long> seen = new HashSet<>();

                @Override
                protected void advance(long descriptor, SoundDescriptor of) {
                    seen.add(descriptor);
                    if (left == 1 && !seen.contains(of.next())) {
                        SoundDescriptor beyond = SoundDescriptor.read(device.registration.busMemory(), of.next());
                        if (beyond != null) {
                            transfer(beyond);
                        }
                    }
                    super.advance(descriptor, of);
                }
            }),
            plain("counts linked chains", "[XFR-5]", (device, number) -> new SoundChannel(device, number) {
                private long counted;

                @Override
                public synchronized NtStatus startDma(long descriptor, int count) {
                    counted = count;
                    return super.startDma(descriptor, count);
                }

                @Override
                public synchronized NtStatus appendDma(long descriptor, int count) {
                    counted += count;
                    return super.appendDma(descriptor, count);
                }

                @Override
                protected void advance(long descriptor, SoundDescriptor of) {
                    counted--;
                    super.advance(descriptor, of);
                }

                @Override
                protected boolean isMore() {
                    return counted > 0 && super.isMore();
                }
            }).on(LINKED));

    private ChainMutants() {
    }
}

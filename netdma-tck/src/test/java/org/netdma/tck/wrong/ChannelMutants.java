// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.tck.wrong.Machine.MESSAGES;
import static org.netdma.tck.wrong.Mutant.ableDriver;
import static org.netdma.tck.wrong.Mutant.driver;
import static org.netdma.tck.wrong.Mutant.plain;

import java.util.List;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundEngine;
import org.netdma.wdm.NtStatus;

/** What providers do wrong with their channels. */
final class ChannelMutants {

    static final List<Mutant> TABLE = List.of(
            driver("keeps one channel", "[CHN-1]", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters,
                        ChannelHandle handle) {
                    long free = engine.channels().stream().filter(channel -> !channel.isAllocated()).count();
                    return free > 1 ? super.allocate(engine, parameters, handle)
                            : new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
                }
            }),
            driver("takes any channel", "[CHN-2] prefers", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters,
                        ChannelHandle handle) {
                    ChannelParameters anyCpu = new ChannelParameters(parameters.revision(),
                            parameters.completionPhysicalAddress(), -1, parameters.channelPriority(),
                            parameters.group());
                    return super.allocate(engine, anyCpu, handle) instanceof ChannelAllocation.Allocated allocated
                            ? new ChannelAllocation.Allocated(allocated.channel(),
                                    Long.numberOfTrailingZeros(parameters.processorAffinityMask()))
                            : new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
                }
            }).on(MESSAGES),
            driver("ignores affinity", "[CHN-2] reports", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters,
                        ChannelHandle handle) {
                    return super.allocate(engine, parameters, handle) instanceof ChannelAllocation.Allocated allocated
                            ? new ChannelAllocation.Allocated(allocated.channel(), 0)
                            : new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
                }
            }),
            ableDriver("ignores group", "[CHN-2] takes group", (io, netDma) -> new AbleSoundDriver(io, netDma) {
                @Override
                protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters,
                        ChannelHandle handle) {
                    return engine.allocate(parameters, handle);
                }
            }),
            driver("refuses without reason", "[CHN-3]", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters,
                        ChannelHandle handle) {
                    return super.allocate(engine, parameters, handle) instanceof ChannelAllocation.Allocated allocated
                            ? allocated : new ChannelAllocation.Refused(NtStatus.UNSUCCESSFUL);
                }
            }),
            driver("does one channel at a time", "[CHN-4]", (io, netDma) -> new SoundDriver(io, netDma) {
                private SoundChannel lastStarted;


                @Override
                protected SoundChannel channel(SoundDevice device, int number) {
                    return new SoundChannel(device, number) {
                        @Override
                        public NtStatus startDma(long descriptor, int count) {
                            lastStarted = this;
                            return super.startDma(descriptor, count);
                        }

                        @Override
                        public NtStatus appendDma(long descriptor, int count) {
                            return lastStarted == this ? super.appendDma(descriptor, count) : NtStatus.SUCCESS;
                        }
                    };
                }
            }),
            driver("loses channels over restart", "[STO-3]", (io, netDma) -> new SoundDriver(io, netDma) {
                private boolean isStopping;


                @Override
                protected void stopDevice(SoundDevice device) {
                    isStopping = true;
                    super.stopDevice(device);
                    isStopping = false;
                }

                @Override
                protected SoundChannel channel(SoundDevice device, int number) {
                    return new SoundChannel(device, number) {
                        @Override
                        public void freeDmaChannel() {
                            if (isStopping) {
                                closeDpc();
                            } else {
                                super.freeDmaChannel();
                            }
                        }
                    };
                }
            }),
            plain("reports to freed channel", "[STO-3] the engine reports",
                    (device, number) -> new SoundChannel(device, number) {
                private long first;

                @Override
                protected void allocate(long completionAddress, ChannelHandle handle) {
                    first = first == 0 ? completionAddress : first;
                    super.allocate(completionAddress, handle);
                }

                @Override
                protected void writeWord(long word) {
                    writeWord(first, word);
                    super.writeWord(word);
                }
            }));

    private ChannelMutants() {
    }
}

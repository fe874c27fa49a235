// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.tck.wrong.Mutant.able;
import static org.netdma.tck.wrong.Mutant.driver;
import static org.netdma.tck.wrong.Mutant.plain;

import java.util.List;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundEngine;
import org.netdma.wdm.NtStatus;

/** What providers do wrong when they are aborted or reset. */
final class StoppingMutants {

    static final List<Mutant> TABLE = List.of(
            driver("hides abort", "[XFR-7] [XFR-8]", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters,
                        ChannelHandle handle) {
                    return super.allocate(engine, parameters, handle) instanceof ChannelAllocation.Allocated allocated
                            ? new ChannelAllocation.Allocated(new Plain(allocated.channel()), allocated.cpu())
                            : new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
                }

                private record Plain(ProviderChannel channel) implements ProviderChannel {

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
                }
            }),
            plain("goes on after abort", "[XFR-7] after AbortDma nothing",
                    (device, number) -> new SoundChannel(device, number) {
                private boolean isQuiet;

                @Override
                public synchronized NtStatus startDma(long descriptor, int count) {
                    isQuiet = false;
                    return super.startDma(descriptor, count);
                }

                @Override
                public synchronized NtStatus abortDma() {
                    if (!isMore()) {
                        return super.abortDma();
                    }
                    isQuiet = true;
                    writeWord(CompletionWord.of(last, TransferStatus.HALTED));
                    return NtStatus.SUCCESS;
                }

                @Override
                protected void report(long descriptor, int flags, TransferStatus status) {
                    if (!isQuiet) {
                        super.report(descriptor, flags, status);
                    }
                }
            }),
            plain("dies of abort", "[XFR-7] after AbortDma the channel waits",
                    (device, number) -> new SoundChannel(device, number) {
                private boolean isDead;

                @Override
                public NtStatus abortDma() {
                    isDead = true;
                    return super.abortDma();
                }

                @Override
                public NtStatus startDma(long descriptor, int count) {
                    return isDead ? NtStatus.SUCCESS : super.startDma(descriptor, count);
                }
            }),
            plain("says IDLE after abort", "[XFR-7] an aborted channel",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                public synchronized NtStatus abortDma() {
                    NtStatus status = super.abortDma();
                    writeWord(CompletionWord.of(last, TransferStatus.IDLE));
                    return status;
                }
            }),
            able("stays suspended over reset", "[XFR-8] a suspended channel",
                    (device, number) -> new AbleSoundChannel(device, number) {
                private boolean isReset;

                @Override
                public synchronized NtStatus resetChannel() {
                    boolean wasSuspended = suspended;
                    NtStatus status = super.resetChannel();
                    isReset = wasSuspended;
                    return status;
                }

                @Override
                public synchronized NtStatus startDma(long descriptor, int count) {
                    NtStatus status = super.startDma(descriptor, count);
                    suspended = isReset;
                    isReset = false;
                    return status;
                }
            }),
            plain("goes on after reset", "[XFR-8] after ResetChannel nothing",
                    (device, number) -> new SoundChannel(device, number) {
                private boolean isQuiet;

                @Override
                public synchronized NtStatus startDma(long descriptor, int count) {
                    isQuiet = false;
                    return super.startDma(descriptor, count);
                }

                @Override
                public synchronized NtStatus resetChannel() {
                    if (!isMore()) {
                        return super.resetChannel();
                    }
                    isQuiet = true;
                    return NtStatus.SUCCESS;
                }

                @Override
                protected void report(long descriptor, int flags, TransferStatus status) {
                    if (!isQuiet) {
                        super.report(descriptor, flags, status);
                    }
                }
            }),
            plain("dies of reset", "[XFR-8] after ResetChannel the channel is",
                    (device, number) -> new SoundChannel(device, number) {
                private boolean isDead;

                @Override
                public NtStatus resetChannel() {
                    isDead = true;
                    return super.resetChannel();
                }

                @Override
                public NtStatus startDma(long descriptor, int count) {
                    return isDead ? NtStatus.SUCCESS : super.startDma(descriptor, count);
                }
            }),
            plain("returns from abort and reset while it works", "[XFR-7] after AbortDma nothing",
                    (device, number) -> new SoundChannel(device, number) {
                @Override
                protected synchronized void finishStep() {
                    // does not wait
                }
            }).andFails("[XFR-8] after ResetChannel nothing"),
            plain("reports what it was doing when it was aborted", "[XFR-7] after AbortDma nothing",
                    (device, number) -> new SoundChannel(device, number) {
                private boolean isAborted;

                @Override
                public NtStatus startDma(long descriptor, int count) {
                    isAborted = false;
                    return super.startDma(descriptor, count);
                }

                @Override
                public NtStatus abortDma() {
                    isAborted = true;
                    forget();
                    writeWord(CompletionWord.of(last, TransferStatus.HALTED));
                    return NtStatus.SUCCESS;
                }

                @Override
                protected boolean transfer(SoundDescriptor of) {
                    boolean moved = isAborted || super.transfer(of);
                    if (isAborted) {
                        writeWord(CompletionWord.of(last, TransferStatus.ACTIVE));
                    }
                    return moved;
                }
            }));

    private StoppingMutants() {
    }
}

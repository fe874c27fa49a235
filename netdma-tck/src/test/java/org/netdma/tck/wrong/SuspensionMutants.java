// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.tck.wrong.Mutant.able;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.wdm.NtStatus;

/** What providers do wrong when they are suspended. */
final class SuspensionMutants {

    static final List<Mutant> TABLE = List.of(
            able("stays suspended", "[XFR-6] ResumeDma goes on",
                    (device, number) -> new AbleSoundChannel(device, number) {
                @Override
                public synchronized NtStatus resumeDma() {
                    return NtStatus.SUCCESS;
                }
            }),
            able("keeps link while suspended", "[XFR-6] ResumeDma rereads",
                    (device, number) -> new AbleSoundChannel(device, number) {
                @Override
                public synchronized NtStatus resumeDma() {
                    suspended = false;
                    notifyAll();
                    return NtStatus.SUCCESS;
                }
            }),
            able("suspends too early", "[XFR-6] SuspendDma returns",
                    (device, number) -> new AbleSoundChannel(device, number) {
                private boolean isSuspending;

                @Override
                public synchronized Suspension suspendDma() {
                    isSuspending = true;
                    Suspension suspension = super.suspendDma();
                    isSuspending = false;
                    return suspension;
                }

                @Override
                protected void finishStep() {
                    if (!isSuspending) {
                        super.finishStep();
                    }
                }
            }),
            able("suspends away start", "[XFR-6] a chain that is suspended as soon",
                    (device, number) -> new AbleSoundChannel(device, number) {
                private static final long SLOWNESS_MILLIS = 20;

                private int starts;
                private boolean isNew;
                private long begin;

                /** Begins slowly: a test that starts again and again meets it in time, however busy the machine is. */
                @Override
                public synchronized NtStatus startDma(long descriptor, int count) {
                    isNew = starts++ > 0;
                    begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SLOWNESS_MILLIS);
                    return super.startDma(descriptor, count);
                }

                @Override
                protected boolean isMore() {
                    return super.isMore() && (!isNew || System.nanoTime() - begin >= 0);
                }

                @Override
                protected void pause() {
                    try {
                        wait(SLOWNESS_MILLIS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }

                @Override
                public synchronized Suspension suspendDma() {
                    Suspension suspension = super.suspendDma();
                    if (isNew) {
                        isNew = false;
                        next = 0;
                        left = 0;
                    }
                    return suspension;
                }

                @Override
                public synchronized NtStatus resumeDma() {
                    if (left > 0) {
                        return super.resumeDma();
                    }
                    suspended = false;
                    return NtStatus.SUCCESS;
                }
            }),
            able("forgets place when done", "[XFR-6] a channel that is done suspends",
                    (device, number) -> new AbleSoundChannel(device, number) {
                @Override
                public synchronized Suspension suspendDma() {
                    boolean isDone = left == 0;
                    Suspension suspension = super.suspendDma();
                    return isDone ? new Suspension(NtStatus.SUCCESS, 0) : suspension;
                }
            }),
            able("goes on while suspended", "[XFR-6] a suspended engine begins",
                    (device, number) -> new AbleSoundChannel(device, number) {
                @Override
                public synchronized Suspension suspendDma() {
                    Suspension suspension = super.suspendDma();
                    suspended = false;
                    notifyAll();
                    return suspension;
                }
            }),
            able("always says SUSPEND", "[XFR-6] leaves the completion word",
                    (device, number) -> new AbleSoundChannel(device, number) {
                @Override
                protected void reportSuspension(int flags) {
                    writeWord(CompletionWord.of(last, TransferStatus.SUSPEND));
                }
            }),
            able("hides suspension", "[XFR-6] says SUSPEND", (device, number) -> new AbleSoundChannel(device, number) {
                @Override
                protected void reportSuspension(int flags) {
                    // says nothing
                }

                @Override
                protected void report(long descriptor, int flags, TransferStatus status) {
                    super.report(descriptor, suspended ? 0 : flags, status);
                }
            }).andMayFail("[XFR-6] a chain that"),
            able("keeps descriptor while suspended", "[XFR-6] what is not processed",
                    (device, number) -> new AbleSoundChannel(device, number) {
                private SoundDescriptor kept;

                @Override
                public synchronized Suspension suspendDma() {
                    Suspension suspension = super.suspendDma();
                    kept = left > 0 ? SoundDescriptor.read(device.registration.busMemory(), next) : null;
                    return suspension;
                }

                @Override
                public synchronized NtStatus resumeDma() {
                    kept = last != 0 && rereadLink() != next ? null : kept;
                    return super.resumeDma();
                }

                @Override
                protected void forget() {
                    kept = null;
                    super.forget();
                }

                @Override
                protected boolean transfer(SoundDescriptor descriptor) {
                    SoundDescriptor read = kept == null ? descriptor : kept;
                    kept = null;
                    return super.transfer(read);
                }
            }));

    private SuspensionMutants() {
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.util.concurrent.TimeUnit;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Drops the rest of a chain when it is suspended for the first time since it was started, the first chain excepted. */
@Breaks("[XFR-6] a chain that is suspended as soon")
public final class SuspendsAwayStartProvider extends AbleSoundDriver {

    public SuspendsAwayStartProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
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
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

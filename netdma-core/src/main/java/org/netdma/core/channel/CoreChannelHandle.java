// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.System.Logger;
import org.netdma.core.driver.ThrownLog;
import org.netdma.core.verifier.Watched;
import org.netdma.provider.ChannelHandle;
import org.netdma.wdm.verifier.VerifierRule;

/** What the driver knows a channel by. Stale, and without effect, after FreeDmaChannel [REG-4]. */
public final class CoreChannelHandle implements ChannelHandle {

    private static final Logger LOG = System.getLogger(CoreChannelHandle.class.getName());

    /** A DPC may be on its way when the channel is freed; one that comes later than this was queued since. */
    private static final long GRACE_NANOS = 1_000_000_000;

    private volatile ChannelControl control;
    private volatile Watched freedBy;
    private volatile long freedAt;
    private volatile int cpu;
    private volatile boolean threw;

    /** Before the driver has returned from AllocateDmaChannel there is no channel, and nothing to report. */
    void attach(ChannelControl channel, int completionCpu) {
        cpu = completionCpu;
        control = channel;
    }

    /** @param driver that may keep it now, and must not use it */
    void detach(Watched driver) {
        freedAt = System.nanoTime();
        freedBy = driver;
        control = null;
    }

    @Override
    public int isr(long descriptor) {
        return cpu;
    }

    @Override
    public void interruptDpc(long descriptor) {
        ChannelControl channel = control;
        if (channel == null) {
            usedStale();
            return;
        }
        try {
            if (descriptor == 0) {
                channel.errorReported();
            }
            channel.dispatch(); // the completion word knows more than the address: it may be further on [INT-1]
        } catch (RuntimeException | Error e) { // the driver's DPC goes on; the watchdog does what is left [MEM-13]
            if (!threw) {
                threw = true;
                ThrownLog.error(LOG, "an interrupt of a channel could not be dealt with; more failures are silent", e);
            }
        }
    }

    private void usedStale() {
        Watched driver = freedBy;
        if (driver != null && System.nanoTime() - freedAt > GRACE_NANOS) {
            driver.report(VerifierRule.CHANNEL_LEAKED, "NetDmaInterruptDpc",
                    "it reports an interrupt of a channel that was freed: its engine still has it");
        }
    }
}

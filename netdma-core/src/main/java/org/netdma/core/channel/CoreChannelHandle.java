// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.provider.ChannelHandle;

/** What the driver knows a channel by. Stale, and without effect, after FreeDmaChannel [REG-4]. */
public final class CoreChannelHandle implements ChannelHandle {

    private volatile ChannelControl control;
    private volatile int cpu;

    /** Before the driver has returned from AllocateDmaChannel there is no channel, and nothing to report. */
    void attach(ChannelControl channel, int completionCpu) {
        cpu = completionCpu;
        control = channel;
    }

    void detach() {
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
            return;
        }
        if (descriptor == 0) {
            channel.errorReported();
        }
        channel.dispatch(); // the completion word knows more than the address: it may be further on [INT-1]
    }
}

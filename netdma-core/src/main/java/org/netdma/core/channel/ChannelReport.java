// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.client.ChannelInfo;
import org.netdma.client.ChannelState;
import org.netdma.core.ring.DescriptorRing;

/** What people and clients are shown of a channel. Any thread. */
final class ChannelReport {

    private final ChannelIdentity identity;
    private final DescriptorRing ring;
    private final SubmissionGate gate;
    private final ChannelHalt halt;

    ChannelReport(ChannelIdentity identity, DescriptorRing ring, SubmissionGate gate, ChannelHalt halt) {
        this.identity = identity;
        this.ring = ring;
        this.gate = gate;
        this.halt = halt;
    }

    ChannelInfo info() {
        ChannelCounts counts = halt.counts();
        return new ChannelInfo(identity.provider(), identity.number(), identity.client(), state(), identity.cpu(),
                identity.priority(), ring.capacity(), counts.submitted(), counts.completed(), counts.failed());
    }

    private ChannelState state() {
        return switch (gate.phase()) {
            case OPEN, FEEDING -> {
                if (halt.isHalted()) {
                    yield ChannelState.HALTED;
                }
                yield ring.observeSubmitted() == ring.armedAfter() ? ChannelState.ARMED : ChannelState.ACTIVE;
            }
            case SUSPENDED -> ChannelState.SUSPENDED;
            case POWERED_DOWN -> ChannelState.POWERED_DOWN;
            case HALTED -> ChannelState.HALTED;
            case CLOSING, REMOVING -> ChannelState.CLOSING;
            case CLOSED -> ChannelState.CLOSED;
            case REMOVED -> ChannelState.REMOVED;
        };
    }
}

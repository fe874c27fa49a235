// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.client.ChannelInfo;
import org.netdma.client.ChannelState;
import org.netdma.core.ring.DescriptorRing;

/** What people and clients are shown of a channel. Any thread. */
final class ChannelReport {

    private final ChannelIdentity identity;
    private final ChannelParts parts;
    private final DescriptorRing ring;
    private final SubmissionGate gate;
    private final ChannelHalt halt;
    private final ChannelTally tally;

    ChannelReport(ChannelIdentity identity, ChannelParts parts, ChannelHalt halt, ChannelTally tally) {
        this.identity = identity;
        this.parts = parts;
        ring = parts.ring();
        gate = parts.gate();
        this.halt = halt;
        this.tally = tally;
    }

    ChannelInfo info() {
        ChannelCounts counts = counts();
        return new ChannelInfo(identity.provider(), identity.number(), identity.client(), state(), identity.cpu(),
                identity.priority().granted(), identity.priority().requested(), ring.capacity(), counts.submitted(),
                counts.completed(), counts.failed());
    }

    private ChannelCounts counts() {
        parts.lock().lock();
        try {
            return tally.counts(halt.isHalted() || gate.phase().isOver());
        } finally {
            parts.lock().unlock();
        }
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

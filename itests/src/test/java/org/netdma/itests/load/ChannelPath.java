// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.load;

import java.util.List;
import java.util.Optional;

/** Copies of channels, which end with their engine: with stages and with tickets in turn. */
final class ChannelPath implements CopyPath {

    private final Channels channels;
    private final Stages stages;
    private final Tickets tickets;
    private boolean byTickets;

    ChannelPath(Channels channels, Stages stages, Tickets tickets) {
        this.channels = channels;
        this.stages = stages;
        this.tickets = tickets;
    }

    @Override
    public void copy(List<CheckedCopy> copies) throws InterruptedException {
        Optional<Channels.Turn> turn = channels.next();
        if (turn.isEmpty()) {
            return;
        }
        byTickets = !byTickets;
        if (!byTickets) {
            stages.copy(turn.get().instanceId(), copies, copy -> turn.get().channel().copyAsync(copy.source(),
                    copy.sourceOffset(), copy.destination(), copy.destinationOffset(), copy.length()));
        } else if (!tickets.copy(turn.get().instanceId(), turn.get().channel(), copies)) {
            channels.drop(turn.get()); // what was enqueued stays so, and is no copy of the next round
        }
    }

    @Override
    public void close() {
        channels.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import org.netdma.benchmarks.copy.CopyPort;
import org.netdma.benchmarks.copy.Walk;

/** NetDMA over several channels of one engine, a batch to each in turn. */
final class ChannelsPort implements CopyPort {

    private final PolledPort[] channels;
    private final long[] submitted;
    /** The channel and last ticket of each batch, oldest first. */
    private final int[] batchChannel = new int[ENTRIES];
    private final long[] batchTicket = new long[ENTRIES];
    private final int[] batchSize = new int[ENTRIES];
    private long batchesSubmitted;
    private long batchesDone;
    private long done;
    private int next;

    ChannelsPort(PolledPort[] channels) {
        this.channels = channels;
        submitted = new long[channels.length];
    }

    @Override
    public void submit(Walk walk, int batch) {
        channels[next].submit(walk, batch);
        submitted[next] += batch;
        int index = (int) batchesSubmitted++ & ENTRIES - 1;
        batchChannel[index] = next;
        batchTicket[index] = submitted[next];
        batchSize[index] = batch;
        next = next + 1 == channels.length ? 0 : next + 1;
    }

    /** Looks at the channel of the oldest batch only, and goes on while batches are done. */
    @Override
    public long completed() {
        while (batchesDone < batchesSubmitted) {
            int index = (int) batchesDone & ENTRIES - 1;
            if (channels[batchChannel[index]].completed() < batchTicket[index]) {
                break;
            }
            done += batchSize[index];
            batchesDone++;
        }
        return done;
    }

    @Override
    public void close() {
        for (PolledPort channel : channels) {
            channel.close();
        }
    }
}

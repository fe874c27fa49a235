// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelInfo;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.core.shell.text.Progress;
import org.netdma.core.shell.text.ProgressDisplay;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;

/**
 * Copies one file, whole or not at all.
 *
 * @param clients    to copy with
 * @param memory     to allocate from
 * @param stallLimit how long the engine may take for a descriptor, or a disk for a piece of a file
 */
public record FileCopy(DmaClients clients, PhysicalMemory memory, Duration stallLimit) {

    /** How long a disk or an engine may keep silent. */
    public static final Duration DEFAULT_STALL_LIMIT = Duration.ofSeconds(30);

    /**
     * How a copy shall be done.
     *
     * @param request    for the channel
     * @param windowSize bytes of the file that may be under way at once: there are two buffers of that size
     * @param verify     whether the copies are compared, and the destination is read back
     */
    public record Options(ChannelRequest request, long windowSize, boolean verify) {
    }

    /**
     * How a copy went.
     *
     * @param channel         that copied, after its last descriptor
     * @param copyNanoseconds from the first byte read to the last byte written
     * @param nanoseconds     in all, verification included
     * @param digest          SHA-256 of both files; empty when not verified
     */
    public record Outcome(ChannelInfo channel, long copyNanoseconds, long nanoseconds, String digest) {
    }

    /**
     * Copies.
     *
     * @param files   what is copied where
     * @param options how
     * @param display shows how far it is; the caller ends it
     * @return how it went
     * @throws IOException          when a file could not be read, written or verified; no destination is left
     * @throws NetDmaException      when the interface or the engine refused something; no destination is left
     * @throws InterruptedException when the thread was interrupted; no destination is left
     */
    public Outcome run(FilePair files, Options options, ProgressDisplay display)
            throws IOException, NetDmaException, InterruptedException {
        try (DmaClient client = clients.register("netdma:copyfile");
                MemoryRegion sourceMemory = memory.allocate(bufferSize(files, options));
                MemoryRegion destinationMemory = memory.allocate(bufferSize(files, options));
                DmaChannel channel = client.allocateChannel(options.request());
                FileChannel source = FileChannel.open(files.source(), StandardOpenOption.READ);
                PartFile destination = new PartFile(files)) {
            Meter meter = new Meter(display, files.size(), System.nanoTime());
            try (Pipeline pipeline = new Pipeline(files, source, destination, channel,
                    Piece.cut(sourceMemory, destinationMemory), options.verify(), stallLimit)) {
                pipeline.copy(position -> meter.show("copy  ", position));
                long copied = meter.elapsed();
                String digest = pipeline.verify(position -> meter.show("verify", position));
                ChannelInfo info = channel.info();
                destination.commit();
                return new Outcome(info, copied, meter.elapsed(), digest);
            }
        }
    }

    private static long bufferSize(FilePair files, Options options) {
        return Math.max(1, Math.min(options.windowSize(), files.size()));
    }

    /** Tells progress with the time it took. */
    private record Meter(ProgressDisplay display, long total, long start) {

        long elapsed() {
            return System.nanoTime() - start;
        }

        void show(String label, long position) {
            display.show(new Progress(label, position, total, elapsed()));
        }
    }
}

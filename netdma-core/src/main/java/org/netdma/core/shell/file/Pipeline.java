// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;

/**
 * Moves a file through memory, piece by piece: a thread reads, the engine copies, a thread writes, and one reads back,
 * all at once. No file is mapped, so that a file cut off or a full disk is an error of a call, which names it. The
 * pieces go round; there are never more than at the start, however large the file is.
 *
 * <pre>
 *   free ──▶ SourceReader ──▶ read ──▶ EngineStage ──▶ copied ──▶ DestinationWriter ──▶ FileDigest
 *    ▲                                                                   │
 *    └───────────────────────────────────────────────────────────────────┘
 * </pre>
 */
final class Pipeline implements AutoCloseable {

    private static final int SPINS = 200;
    private static final long SHORTEST_NAP_NANOS = 50_000;
    private static final long LONGEST_NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final MessageDigest sourceDigest = FileDigest.newDigest();
    private final Watermark written = new Watermark(0);
    private final EngineStage engine;
    private final Stage<Long> reading;
    private final Stage<Long> writing;
    private final FileDigest readBack;
    private final Optional<Stage<byte[]>> destinationDigest;
    private final List<Stage<?>> stages = new ArrayList<>();
    private int idleRounds;
    private long nap = SHORTEST_NAP_NANOS;

    /**
     * @param files       what is copied where
     * @param source      opened for reading
     * @param destination empty
     * @param channel     of this copy alone
     * @param pieces      to be used by this copy until it is closed
     * @param verify      whether the copies are compared and the destination is read back
     * @param stallLimit  how long the engine may take for a descriptor, or a disk for a call
     */
    Pipeline(FilePair files, FileChannel source, PartFile destination, DmaChannel channel, List<Piece> pieces,
            boolean verify, Duration stallLimit) {
        BlockingQueue<Piece> free = new LinkedBlockingQueue<>(pieces);
        BlockingQueue<Piece> read = new LinkedBlockingQueue<>();
        BlockingQueue<Piece> copied = new LinkedBlockingQueue<>();
        engine = new EngineStage(channel, read, copied, stallLimit);
        DiskWatch sourceWatch = new DiskWatch("reading " + files.source(), stallLimit);
        reading = stage("source", new SourceReader(files, source,
                verify ? sourceDigest::update : bytes -> { }, free, read, sourceWatch), sourceWatch);
        DiskWatch destinationWatch = new DiskWatch("writing to " + files.folder(), stallLimit);
        writing = stage("destination", new DestinationWriter(files, destination.channel(), verify, copied, free,
                written, destinationWatch), destinationWatch);
        DiskWatch readBackWatch = new DiskWatch("reading back " + destination.path(), stallLimit);
        readBack = new FileDigest(destination.path(), files.size(), written, readBackWatch);
        destinationDigest = verify ? Optional.of(stage("digest", readBack, readBackWatch)) : Optional.empty();
    }

    private <T> Stage<T> stage(String name, Callable<T> work, DiskWatch watch) {
        Stage<T> stage = new Stage<>(name, work, watch);
        stages.add(stage);
        return stage;
    }

    /**
     * Starts the threads and copies; when it returns every byte is in the destination. Once only.
     *
     * @param progress is told up to where the destination is written, now and then
     */
    void copy(LongConsumer progress) throws IOException, NetDmaException, InterruptedException {
        stages.forEach(Stage::start);
        while (!reading.isDone() || !writing.isDone()) {
            pause(engine.advance());
            check();
            progress.accept(written.level());
        }
        check();
    }

    /**
     * Waits until the destination is read back, and compares the digests. Two digests rather than one comparison,
     * because a digest can be checked again later, with other tools.
     *
     * @param progress is told up to where the destination is verified, now and then
     * @return the digest of both files, in hexadecimal digits; empty when it is not to be verified
     */
    String verify(LongConsumer progress) throws IOException, NetDmaException, InterruptedException {
        if (destinationDigest.isEmpty()) {
            return "";
        }
        Stage<byte[]> digesting = destinationDigest.get();
        while (!digesting.isDone()) {
            pause(false);
            check();
            progress.accept(readBack.position());
        }
        check();
        byte[] expected = sourceDigest.digest(); // its thread is done
        byte[] actual = digesting.result();
        if (!Arrays.equals(expected, actual)) {
            throw new IOException(("the digests differ: source %s, destination %s; the engine copied right, so the "
                    + "destination was written by somebody else meanwhile, or its disk does not keep what it takes")
                    .formatted(hex(expected), hex(actual)));
        }
        return hex(expected);
    }

    private void check() throws IOException, NetDmaException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("cancelled");
        }
        for (Stage<?> stage : stages) {
            stage.check();
        }
    }

    private void pause(boolean moved) {
        if (moved) {
            idleRounds = 0;
            nap = SHORTEST_NAP_NANOS;
        } else if (idleRounds < SPINS) {
            idleRounds++;
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(nap);
            nap = Math.min(LONGEST_NAP_NANOS, nap * 2);
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** Ends the threads. The channel is to be closed after it, and then the regions. */
    @Override
    public void close() {
        stages.forEach(Stage::close);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Compares source and destination by digest, while the destination is being written: a thread reads each file. Two
 * digests rather than one comparison, because a digest can be checked again later, with other tools.
 */
final class DigestVerification implements Verification {

    private static final System.Logger LOG = System.getLogger(DigestVerification.class.getName());
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);

    private final Watermark copied = new Watermark(0);
    private final FileDigest source;
    private final FileDigest destination;
    private final Duration stallLimit;
    private final FutureTask<byte[]> sourceDigest;
    private final FutureTask<byte[]> destinationDigest;
    private final List<Thread> readers;

    /**
     * @param source      whole already
     * @param destination grows
     * @param size        of both, in the end
     * @param stallLimit  how long reading a piece may take
     */
    DigestVerification(Path source, Path destination, long size, Duration stallLimit) {
        this.source = new FileDigest(source, size, new Watermark(size));
        this.destination = new FileDigest(destination, size, copied);
        this.stallLimit = stallLimit;
        sourceDigest = new FutureTask<>(this.source);
        destinationDigest = new FutureTask<>(this.destination);
        readers = List.of(new Thread(sourceDigest, "netdma-copyfile-source-digest"),
                new Thread(destinationDigest, "netdma-copyfile-destination-digest"));
        readers.forEach(Thread::start);
    }

    @Override
    public void copied(long position) {
        copied.raise(position);
    }

    @Override
    public String await(LongConsumer verified) throws IOException, InterruptedException {
        byte[] expected = await(sourceDigest, verified);
        byte[] actual = await(destinationDigest, verified);
        if (!Arrays.equals(expected, actual)) {
            throw new IOException("the digests differ: source %s, destination %s".formatted(hex(expected), hex(actual))
                    + "; either the source changed meanwhile, or the provider does not copy right: copy it again");
        }
        return hex(expected);
    }

    private byte[] await(FutureTask<byte[]> digest, LongConsumer verified) throws IOException, InterruptedException {
        long before = -1;
        long since = System.nanoTime();
        while (true) {
            try {
                return digest.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                verified.accept(Math.min(source.position(), destination.position()));
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException cause ? cause
                        : new IOException("verification failed: " + e.getCause(), e.getCause());
            }
            long now = source.position() + destination.position();
            if (now > before) {
                before = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > stallLimit.toNanos()) {
                throw new IOException("reading back took more than %d s: see whether the disks answer"
                        .formatted(stallLimit.toSeconds()));
            }
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** Ends the threads, whatever they are at; also when the caller is being interrupted. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        readers.forEach(Thread::interrupt);
        for (Thread reader : readers) {
            try {
                reader.join(JOIN_LIMIT.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (reader.isAlive()) {
                LOG.log(Level.WARNING, "thread {0} did not end within {1} s", reader.getName(), JOIN_LIMIT.toSeconds());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

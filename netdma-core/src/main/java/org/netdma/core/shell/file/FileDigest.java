// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.Callable;

/**
 * Computes the digest of a file while it is being written, close behind the writer. It reads the file as anybody would.
 */
final class FileDigest implements Callable<byte[]> {

    /** Every Java platform has it, and so has every system a tool to compare with. */
    static final String ALGORITHM = "SHA-256";

    private static final int BUFFER_SIZE = 256 << 10;

    private final Path file;
    private final long size;
    private final Watermark whole;
    private final DiskWatch watch;
    private volatile long position; // written by the thread that reads alone

    /**
     * @param file  to read
     * @param size  to read of it
     * @param whole up to where it can be read
     * @param watch on its disk
     */
    FileDigest(Path file, long size, Watermark whole, DiskWatch watch) {
        this.file = file;
        this.size = size;
        this.whole = whole;
        this.watch = watch;
    }

    /** {@return bytes read so far; from any thread} */
    long position() {
        return position;
    }

    /** {@return a digest of the algorithm that is used for both files} */
    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public byte[] call() throws IOException, InterruptedException {
        MessageDigest digest = newDigest();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (position < size) {
                long end = Math.min(size, whole.awaitBeyond(position));
                buffer.clear().limit((int) Math.min(BUFFER_SIZE, end - position));
                if (watch.timed(() -> channel.read(buffer, position)) < 0) {
                    throw new EOFException("%s ended after %d of %d bytes when it was read back: somebody cut it off"
                            .formatted(file, position, size));
                }
                digest.update(buffer.flip());
                position += buffer.limit();
            }
        }
        return digest.digest();
    }
}

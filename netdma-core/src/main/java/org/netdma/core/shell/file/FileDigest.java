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
 * Computes the digest of a file while it is being written, close behind the writer. It reads the file as anybody would,
 * not through the mappings that it is to verify.
 */
final class FileDigest implements Callable<byte[]> {

    /** Every Java platform has it, and so has every system a tool to compare with. */
    static final String ALGORITHM = "SHA-256";

    private static final int BUFFER_SIZE = 256 << 10;

    private final Path file;
    private final long size;
    private final Watermark whole;
    private volatile long position;

    /**
     * @param file  to read
     * @param size  to read of it
     * @param whole up to where it can be read
     */
    FileDigest(Path file, long size, Watermark whole) {
        this.file = file;
        this.size = size;
        this.whole = whole;
    }

    /** {@return bytes read so far; from any thread} */
    long position() {
        return position;
    }

    @Override
    public byte[] call() throws IOException, InterruptedException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance(ALGORITHM);
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long read = 0;
            while (read < size) {
                long end = Math.min(size, whole.awaitBeyond(read));
                buffer.clear().limit((int) Math.min(BUFFER_SIZE, end - read));
                if (channel.read(buffer, read) < 0) {
                    throw new EOFException("%s was cut off at byte %d while it was copied: copy it again"
                            .formatted(file, read));
                }
                digest.update(buffer.flip());
                read += buffer.limit();
                position = read;
            }
        }
        return digest.digest();
    }
}

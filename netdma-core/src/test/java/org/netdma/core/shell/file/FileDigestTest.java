// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final DiskWatch WATCH = new DiskWatch("reading", LIMIT);

    @TempDir
    private Path folder;

    @Test
    void shouldFollowTheWriter() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("a"), Arrays.copyOf(bytes, 10));
        Watermark whole = new Watermark(10);
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<byte[]> digest = reader.submit(new FileDigest(file, bytes.length, whole, WATCH));
            Files.write(file, Arrays.copyOfRange(bytes, 10, bytes.length), StandardOpenOption.APPEND);
            whole.raise(bytes.length);
            assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(bytes),
                    digest.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        } finally {
            reader.shutdownNow();
        }
    }

    @Test
    void shouldTellThatTheFileWasCutOff() throws Exception {
        Path file = Files.write(folder.resolve("a"), new byte[10]);
        FileDigest digest = new FileDigest(file, 20, new Watermark(20), WATCH);
        assertEquals(file + " ended after 10 of 20 bytes when it was read back: somebody cut it off",
                assertThrows(EOFException.class, digest::call).getMessage());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.NetDmaException;
import org.netdma.core.shell.fake.FakeClients;
import org.netdma.core.shell.fake.FakeMemory;
import org.netdma.wdm.NtStatus;

class WindowedCopyTest {

    private static final int SIZE = 100_000;
    private static final int WINDOW = 10_000;

    private final FakeClients clients = new FakeClients();
    private final FakeMemory memory = new FakeMemory();

    @TempDir
    private Path folder;
    private FileChannel from;
    private FileChannel to;

    @BeforeEach
    void openFiles() throws IOException {
        from = FileChannel.open(Files.write(folder.resolve("a"), new byte[SIZE]), StandardOpenOption.READ);
        to = FileChannel.open(folder.resolve("b"), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    @AfterEach
    void closeFiles() throws IOException {
        from.close();
        to.close();
        assertTrue(memory.open.isEmpty(), "regions are left");
    }

    private WindowedCopy copy(Duration stallLimit) throws NetDmaException {
        return new WindowedCopy(clients.register("test").allocateChannel(), memory, stallLimit);
    }

    @Test
    @DisplayName("[XFR-10] Descriptors are done in order, so progress is a single number that only grows")
    void shouldTellProgressByDescriptor() throws Exception {
        List<Long> progress = new ArrayList<>();
        try (WindowedCopy copy = copy(Duration.ofSeconds(10))) {
            copy.run(from, to, SIZE, WINDOW, progress::add);
        }
        assertEquals(progress.stream().sorted().toList(), progress);
        assertEquals(SIZE, progress.get(progress.size() - 1));
        assertTrue(progress.containsAll(List.of(4096L, 8192L, 10_000L)), progress.toString());
    }

    @Test
    @DisplayName("[STO-4] An engine that never completes does not hang the copy")
    void shouldGiveUpOnAnEngineThatHangs() throws Exception {
        clients.hangsAt = 5;
        try (WindowedCopy copy = copy(Duration.ofMillis(20))) {
            NetDmaException e = assertThrows(NetDmaException.class,
                    () -> copy.run(from, to, SIZE, WINDOW, position -> { }));
            assertEquals(NtStatus.IO_TIMEOUT, e.status());
            assertTrue(e.getMessage().startsWith("descriptor 5 of provider 1 is not done after "), e.getMessage());
        }
    }
}

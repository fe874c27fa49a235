// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.core.shell.fake.FakeClients;
import org.netdma.core.shell.fake.FakeMemory;
import org.netdma.core.shell.text.Progress;
import org.netdma.core.shell.text.ProgressDisplay;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

class FileCopyTest {

    private static final int SIZE = 1_000_000;
    private static final FileCopy.Options OPTIONS = new FileCopy.Options(ChannelRequest.DEFAULT, 64 << 10, true);

    private final FakeClients clients = new FakeClients();
    private final FakeMemory memory = new FakeMemory();

    @TempDir
    private Path folder;
    private FilePair files;

    @BeforeEach
    void makeSource() throws IOException {
        files = FilePair.checked(Files.write(folder.resolve("a"), new byte[SIZE]), folder.resolve("b"), false);
    }

    @AfterEach
    void nothingIsLeft() {
        assertTrue(memory.open.isEmpty(), "regions are left");
        assertTrue(clients.channels.isEmpty(), "channels are left");
        assertEquals(0, Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("netdma-copyfile-")).count(), "threads are left");
    }

    @Test
    @DisplayName("[XFR-10] Pieces are done in order, so progress is a single number that only grows")
    void shouldShowProgress() throws Exception {
        List<Progress> shown = new ArrayList<>();
        FileCopy.Outcome outcome = new FileCopy(clients, memory, Duration.ofMinutes(1))
                .run(files, OPTIONS, new ProgressDisplay() {
                    @Override
                    public void show(Progress progress) {
                        shown.add(progress);
                    }

                    @Override
                    public void clear() {
                        // the caller's business
                    }
                });
        for (String label : List.of("copy  ", "verify")) {
            List<Long> positions = shown.stream().filter(one -> one.label().equals(label)).map(Progress::done).toList();
            assertEquals(positions.stream().sorted().toList(), positions, label);
        }
        assertEquals(SIZE, Files.size(files.destination()));
        assertTrue(outcome.nanoseconds() >= outcome.copyNanoseconds(), outcome::toString);
    }

    @Test
    @DisplayName("[STO-4] An engine that never completes does not hang the copy")
    void shouldGiveUpOnAnEngineThatHangs() {
        clients.hangsAt = 5;
        NetDmaException e = assertThrows(NetDmaException.class,
                () -> new FileCopy(clients, memory, Duration.ofMillis(20)).run(files, OPTIONS, ProgressDisplay.NONE));
        assertEquals(NtStatus.IO_TIMEOUT, e.status());
        assertTrue(e.getMessage().startsWith("descriptor 5 of provider 1 is not done after "), e.getMessage());
        assertFalse(Files.exists(files.destination()));
    }

    @Test
    @DisplayName("[MEM-10] What is read back is not what was written: the digests differ, and no engine is blamed")
    void shouldCompareTheDigests() throws Exception {
        try (DmaChannel channel = clients.register("test").allocateChannel();
                MemoryRegion source = memory.allocate(64 << 10);
                MemoryRegion destination = memory.allocate(64 << 10);
                FileChannel file = FileChannel.open(files.source());
                PartFile part = new PartFile(files)) {
            Files.delete(part.path());
            byte[] other = new byte[SIZE];
            other[0] = 1;
            Files.write(part.path(), other); // somebody replaces the file that is being written
            try (Pipeline pipeline = new Pipeline(files, file, part, channel, Piece.cut(source, destination), true,
                    Duration.ofMinutes(1))) {
                pipeline.copy(position -> { });
                String message = assertThrows(IOException.class, () -> pipeline.verify(position -> { })).getMessage();
                assertTrue(message.startsWith("the digests differ: source ") && !message.contains("provider"), message);
            }
        }
    }
}

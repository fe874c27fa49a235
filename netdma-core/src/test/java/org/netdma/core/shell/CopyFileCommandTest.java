// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.core.shell.fake.FakeClients;
import org.netdma.core.shell.fake.FakeEngine;
import org.netdma.core.shell.fake.FakeMemory;
import org.netdma.core.shell.text.Progress;
import org.netdma.core.shell.text.ProgressDisplay;

class CopyFileCommandTest {

    private static final String SYNOPSIS = "Expected: netdma:copyfile [-fh] [-json] [--no-verify] [-p=PROVIDER] "
            + "[--window=SIZE] SRC DST; -h explains";

    private final FakeClients clients = new FakeClients();
    private final FakeMemory memory = new FakeMemory();

    @TempDir
    private Path folder;
    private CommandLineOf copyfile;
    private Path destination;

    @BeforeEach
    void prepare() {
        clients.addProvider(1, "Reference engine", "ROOT\\NETDMA_REFERENCE\\0000");
        copyfile = new CommandLineOf(() -> new CopyFileCommand(clients, memory), folder);
        destination = folder.resolve("b");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertTrue(memory.open.isEmpty(), "regions are left");
        assertTrue(clients.channels.isEmpty(), "channels are left");
        assertTrue(clients.clients.isEmpty(), "clients are left");
        try (var files = Files.list(folder)) {
            assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".part")).toList());
        }
    }

    private byte[] source(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Files.write(folder.resolve("a"), bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 65_535, 65_536, 65_537, 1_000_003})
    void shouldCopyFilesOfAnySize(int size) throws Exception {
        byte[] bytes = source(size);
        String report = copyfile.run("a", "b", "--window", "64K");
        assertArrayEquals(bytes, Files.readAllBytes(destination));
        int windows = size / 65_536;
        int descriptors = windows * 16 + (size - windows * 65_536 + 4095) / 4096;
        assertTrue(report.matches(".*/b: .+ \\(%d bytes\\) copied by provider 1 in .+, .+B/s, %d descriptors?\n"
                .formatted(size, descriptors) + "SHA-256 of both: %s; .+ in all\n".formatted(sha256(bytes))), report);
    }

    @Test
    @DisplayName("The memory of a copy does not grow with the file, and no file is mapped")
    void shouldCopyLargeFilesThroughTwoSmallBuffers() throws Exception {
        source(1 << 20);
        copyfile.run("a", "b", "--window", "64K");
        assertEquals(2 * 65_536, memory.mostBytes);
        assertEquals(0, memory.mapped);
        source(100);
        copyfile.run("-f", "a", "b");
        assertEquals(2 * 65_536, memory.mostBytes, "small files take no more than they need");
    }

    @Test
    void shouldCopyThroughTheSmallestRing() throws Exception {
        byte[] bytes = source(200_000);
        clients.ringCapacity = 2;
        copyfile.run("a", "b", "--window", "64K");
        assertArrayEquals(bytes, Files.readAllBytes(destination));
    }

    @Test
    void shouldTakeAbsolutePathsToo() throws Exception {
        source(10);
        copyfile.run(folder.resolve("a").toString(), destination.toString());
        assertEquals(10, Files.size(destination));
    }

    @Test
    void shouldTakeNamesThatStartWithADash() throws Exception {
        source(10);
        copyfile.run("--", "a", "-b");
        assertEquals(10, Files.size(folder.resolve("-b")));
    }

    @Test
    void shouldNotReadBackWhenToldSo() throws Exception {
        source(10_000);
        String report = copyfile.run("a", "b", "--no-verify");
        assertTrue(report.endsWith("\nnot verified\n"), report);
    }

    @Test
    void shouldPrintJson() throws Exception {
        byte[] bytes = source(10_000);
        String report = copyfile.run("a", "b", "-json");
        assertTrue(report.matches("\\{\"source\":\".*/a\",\"destination\":\".*/b\",\"size\":10000,\"provider\":1,"
                + "\"channel\":0,\"descriptors\":3,\"copyNanoseconds\":\\d+,\"nanoseconds\":\\d+,"
                + "\"bytesPerSecond\":\\d+,\"verified\":true,\"sha256\":\"" + sha256(bytes) + "\"}\n"), report);
        String unverified = copyfile.run("a", "c", "-json", "--no-verify");
        assertTrue(unverified.endsWith("\"verified\":false,\"sha256\":null}\n"), unverified);
    }

    @Test
    void shouldShowProgressAndTakeItAway() throws Exception {
        source(1 << 20);
        List<Progress> shown = new ArrayList<>();
        List<Integer> cleared = new ArrayList<>();
        copyfile.watchedOn(new ProgressDisplay() {
            @Override
            public void show(Progress progress) {
                shown.add(progress);
            }

            @Override
            public void clear() {
                cleared.add(shown.size());
            }
        });
        String report = copyfile.run("a", "b", "--window", "64K");
        assertFalse(shown.isEmpty());
        assertEquals(1 << 20, shown.get(0).total());
        assertEquals(List.of(shown.size(), shown.size()), cleared, "cleared before the report, and at the end");
        assertFalse(report.contains("\r"), report);
    }

    @Test
    void shouldReplaceWhenForced() throws Exception {
        Files.write(destination, new byte[50_000]);
        byte[] bytes = source(10_000);
        assertTrue(copyfile.fail("a", "b").endsWith("/b exists: -f replaces it"));
        assertEquals(50_000, Files.size(destination));
        copyfile.run("-f", "a", "b");
        assertArrayEquals(bytes, Files.readAllBytes(destination));
    }

    @Test
    void shouldLeaveTheOldFileWhenReplacingFails() throws Exception {
        Files.write(destination, new byte[50_000]);
        source(10_000);
        clients.engine = (ticket, from, to) -> ticket < 2;
        copyfile.fail("-f", "a", "b");
        assertArrayEquals(new byte[50_000], Files.readAllBytes(destination));
    }

    @Test
    void shouldLeaveNothingWhenTheEngineFails() throws Exception {
        source(100_000);
        clients.engine = (ticket, from, to) -> ticket < 20 && FakeEngine.COPIES.process(ticket, from, to);
        assertTrue(copyfile.fail("a", "b", "--window", "64K").endsWith("/b was not written: descriptor 20 of provider 1 "
                + "failed, near byte 77824 of the file [XFR-7] STATUS_IO_DEVICE_ERROR (0xC0000185)"));
        assertFalse(Files.exists(destination));
    }

    @Test
    @DisplayName("[STO-1] A provider that stops takes the channel, and no half of a file is left")
    void shouldLeaveNothingWhenTheProviderStops() throws Exception {
        source(100_000);
        clients.engine = (ticket, from, to) -> {
            if (ticket == 20) {
                clients.channels.get(0).remove();
            }
            return FakeEngine.COPIES.process(ticket, from, to);
        };
        String message = copyfile.fail("a", "b", "--window", "64K");
        assertTrue(message.contains("/b was not written: the provider stopped and took the channel"), message);
        assertFalse(Files.exists(destination));
    }

    @Test
    void shouldLeaveNothingWhenMemoryIsOut() throws Exception {
        source(1_000_000);
        memory.left = 1;
        String message = copyfile.fail("a", "b", "--window", "64K");
        assertTrue(message.contains("/b was not written: no memory left"), message);
        assertFalse(Files.exists(destination));
    }

    @Test
    void shouldLeaveNothingWhenAByteIsWrong() throws Exception {
        source(100_000);
        clients.engine = (ticket, from, to) -> {
            boolean copied = FakeEngine.COPIES.process(ticket, from, to.duplicate());
            if (ticket == 20) {
                to.put(7, (byte) ~to.get(7));
            }
            return copied;
        };
        String message = copyfile.fail("a", "b");
        assertTrue(message.contains("/b was not written: the engine said done and byte 77831 of the file is wrong: use "
                + "another provider [CPL-2]"), message);
        assertFalse(Files.exists(destination));
    }

    @Test
    void shouldLeaveNothingWhenCancelled() throws Exception {
        source(1_000_000);
        clients.engine = (ticket, from, to) -> {
            if (ticket == 20) {
                Thread.currentThread().interrupt();
            }
            return FakeEngine.COPIES.process(ticket, from, to);
        };
        assertTrue(copyfile.fail("a", "b", "--window", "64K").endsWith("/b was not written: cancelled"));
        assertFalse(Files.exists(destination));
        assertFalse(Thread.interrupted(), "the interruption is over with the command");
    }

    @Test
    void shouldSayWhatToDoWithoutProviders() throws Exception {
        source(10);
        clients.providers.clear();
        assertEquals("netdma:copyfile: " + ProvidersCommand.NONE, copyfile.fail("a", "b"));
        assertFalse(Files.exists(destination));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "63K", "2g", "big"})
    void shouldRefuseAWindowOutOfRange(String size) {
        assertEquals("netdma:copyfile: Invalid value for option '--window': '" + size + "' is not a size from 64 KiB to "
                + "1 GiB; write it as 4096, 4K, 64MiB or 1.5g. " + SYNOPSIS, copyfile.fail("a", "b", "--window", size));
    }

    @Test
    void shouldRefuseTheWrongNumberOfFiles() {
        assertEquals("netdma:copyfile: Missing required parameters: 'SRC', 'DST'. " + SYNOPSIS, copyfile.fail());
        assertEquals("netdma:copyfile: Missing required parameter: 'DST'. " + SYNOPSIS, copyfile.fail("a"));
        assertEquals("netdma:copyfile: Unmatched argument at index 2: 'c'. " + SYNOPSIS, copyfile.fail("a", "b", "c"));
    }

    @Test
    void shouldRefuseNamesThatNoFileCanHave() {
        assertTrue(copyfile.fail("a\0", "b").startsWith("netdma:copyfile: no file can be named so: "));
        assertEquals("netdma:copyfile: a file name is empty: expected the path of a file", copyfile.fail("", "b"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.netdma.core.shell.file.SmallDisk;

/** What happens to real files and disks while they are copied. */
class CopyFileFaultsTest {

    private static final int SIZE = 1_000_000;

    private final FakeClients clients = new FakeClients();
    private final FakeMemory memory = new FakeMemory();

    @TempDir
    private Path folder;
    private CommandLineOf copyfile;
    private Path source;
    private byte[] bytes;

    /** Something that is done to a file. */
    @FunctionalInterface
    private interface Mishap {
        void run() throws IOException;
    }

    @BeforeEach
    void prepare() throws IOException {
        clients.addProvider(1, "Reference engine", "ROOT\\NETDMA_REFERENCE\\0000");
        copyfile = new CommandLineOf(() -> new CopyFileCommand(clients, memory), folder);
        bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        source = Files.write(folder.resolve("a"), bytes);
    }

    @AfterEach
    void nothingIsLeft() {
        assertTrue(memory.open.isEmpty(), "regions are left");
        assertTrue(clients.channels.isEmpty(), "channels are left");
    }

    /** Long before the last piece is read: there are fewer under way than that. */
    private void whileCopying(Mishap mishap) {
        clients.engine = (ticket, from, to) -> {
            if (ticket == 20) {
                try {
                    mishap.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return FakeEngine.COPIES.process(ticket, from, to);
        };
    }

    private String fails(String... options) throws IOException {
        Set<String> before = names(folder);
        String[] arguments = Stream.concat(List.of(options).stream(),
                List.of("--window", "64K", "a", "b").stream()).toArray(String[]::new);
        String message = copyfile.fail(arguments);
        assertEquals(before, names(folder), message);
        return message;
    }

    private static Set<String> names(Path of) throws IOException {
        try (var files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void truncate(int size) throws IOException {
        try (FileChannel file = FileChannel.open(source, StandardOpenOption.WRITE)) {
            file.truncate(size);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--verify", "--no-verify"})
    @DisplayName("[MEM-10] a source that is cut off is named, and nothing of the destination is left")
    void shouldNameASourceThatIsCutOff(String option) throws Exception {
        whileCopying(() -> truncate(500_000));
        String message = option.equals("--verify") ? fails() : fails(option);
        assertEquals("netdma:copyfile: %s was not written: %s ended after 500000 of 1000000 bytes: it was cut off while "
                .formatted(folder.toRealPath().resolve("b"), source) + "it was copied; copy it again", message);
    }

    @Test
    void shouldNameASourceThatIsCutOffBeforeWhatWasRead() throws Exception {
        whileCopying(() -> truncate(0));
        String message = fails();
        assertTrue(message.matches(".*/b was not written: .*/a ended after \\d+ of 1000000 bytes: it was cut off.*"),
                message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--verify", "--no-verify"})
    void shouldNameASourceThatGrows(String option) throws Exception {
        whileCopying(() -> Files.write(source, new byte[1234], StandardOpenOption.APPEND));
        String message = option.equals("--verify") ? fails() : fails(option);
        assertTrue(message.endsWith("/b was not written: %s grew from 1000000 to 1001234 bytes while it was copied: "
                .formatted(source) + "copy it again when nobody writes it"), message);
    }

    @Test
    @DisplayName("a source that is replaced is copied as it was, whole")
    void shouldCopyASourceThatIsReplaced() throws Exception {
        Path other = Files.write(folder.resolve("other"), new byte[10]);
        whileCopying(() -> Files.move(other, source, StandardCopyOption.ATOMIC_MOVE));
        copyfile.run("--window", "64K", "a", "b");
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("b")));
    }

    @Test
    @DisplayName("a source that is deleted is copied as it was, whole")
    void shouldCopyASourceThatIsDeleted() throws Exception {
        whileCopying(() -> Files.delete(source));
        copyfile.run("--window", "64K", "a", "b");
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--verify", "--no-verify"})
    @DisplayName("[MEM-10] a destination that somebody else writes meanwhile does not appear, and no engine is blamed")
    void shouldNotBlameTheEngineForWhatOthersWrite(String option) throws Exception {
        whileCopying(() -> {
            try (var parts = Files.newDirectoryStream(folder, ".netdma-*.part");
                    FileChannel part = FileChannel.open(parts.iterator().next(), StandardOpenOption.WRITE)) {
                part.write(ByteBuffer.allocate(5), SIZE);
            }
        });
        String message = option.equals("--verify") ? fails() : fails(option);
        assertTrue(message.matches(".*/b was not written: .*\\.part has 1000005 bytes instead of 1000000: somebody else "
                + "writes it"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--verify", "--no-verify"})
    @DisplayName("[MEM-10] a disk that becomes full is named, with its reason")
    void shouldNameADiskThatBecomesFull(String option) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 2)) {
            Path filler = disk.folder().resolve("filler");
            whileCopying(() -> Files.write(filler, new byte[1_500_000]));
            Path destination = disk.folder().resolve("b");
            String message = option.equals("--verify") ? copyfile.fail("a", destination.toString(), "--window", "64K")
                    : copyfile.fail("a", destination.toString(), "--window", "64K", option);
            assertTrue(message.matches(".*/small/b was not written: writing to .*/small failed after \\d+ of 1000000 "
                    + "bytes: No space left on device; make room there, or name a destination elsewhere"), message);
            assertEquals(Set.of("filler"), names(disk.folder()));
        }
    }

    @Test
    @DisplayName("[MEM-15] a deleted copy takes no room, and a copy can be replaced again and again")
    void shouldKeepNoRoomOnTheDisk() throws Exception {
        Path large = Files.write(folder.resolve("large"), new byte[1_300_000]);
        try (SmallDisk disk = SmallDisk.mount(folder, 2)) {
            String destination = disk.folder().resolve("b").toString();
            for (int i = 0; i < 5; i++) {
                copyfile.run(large.toString(), destination);
                Files.delete(Path.of(destination));
            }
            for (int i = 0; i < 5; i++) {
                copyfile.run("-f", source.toString(), destination);
            }
            assertArrayEquals(bytes, Files.readAllBytes(Path.of(destination)));
        }
    }

    @Test
    void shouldRefuseASourceThatThisUserMayNotRead() throws Exception {
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(source), "the administrator may read everything");
        assertTrue(fails().endsWith("a must not be read by this user: see its permissions"));
    }

    @Test
    void shouldRefuseADestinationThatIsNoFile() throws Exception {
        Files.createDirectory(folder.resolve("b"));
        assertTrue(fails("-f").contains("/b is a folder: name the file to make, such as "));
        Files.delete(folder.resolve("b"));
        Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve("b").toString()).start();
        assertTrue(mkfifo.waitFor(1, TimeUnit.MINUTES));
        assertTrue(fails("-f").endsWith("/b is not a regular file: only such can be replaced"));
        assertTrue(fails().endsWith("/b exists: -f replaces it"));
        assertTrue(copyfile.fail("b", "c").endsWith("/b is not a regular file: only such can be copied"));
        assertTrue(copyfile.fail("-f", "a", "/dev/full").endsWith("/dev/full is not a regular file: only such can be "
                + "replaced"));
        assertTrue(copyfile.fail("-f", "a", "a").contains(" are the same file: name another destination"));
    }
}

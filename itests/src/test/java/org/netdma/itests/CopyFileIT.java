// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.itests.NetDmaProcess.Result;

/** Files and disks that change under {@code netdma:copyfile}, with an engine that is slow enough for it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts bin/netdma, not bin/netdma.cmd")
class CopyFileIT {

    private static final int SIZE = 10 << 20;
    /** A descriptor's time, twenty of which the file takes. */
    private static final String SLOW = "netdma:inject NETDMA_REFERENCE/0000 slow micros=400000 > %s; ";
    /** With it a part is written while the engine has most of the file before it. */
    private static final String SMALL_WINDOW = " --window 1M";

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    private Path folder;
    private Path source;
    private Path target;

    @BeforeEach
    void prepare() throws IOException {
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        source = Files.write(folder.resolve("source"), bytes);
        target = Files.createDirectory(folder.resolve("target"));
        Files.copy(ProviderBundle.REFERENCE.jar(),
                Files.createDirectories(folder.resolve("providers")).resolve("provider.jar"));
        Files.createDirectories(folder.resolve("conf"));
    }

    private NetDmaProcess copying(String options, Path destination) throws Exception {
        NetDmaProcess netdma = NetDmaProcess.start(folder, "-c",
                SLOW.formatted(folder.resolve("injected"))
                        + "netdma:copyfile %s %s %s".formatted(options, source, destination));
        try {
            netdma.endInput();
            Await.until(() -> written(destination.getParent()), size -> size > 0, "a part is written");
            return netdma;
        } catch (Exception | Error e) {
            netdma.close();
            throw e;
        }
    }

    private static long written(Path folder) throws IOException {
        try (var parts = Files.newDirectoryStream(folder, ".netdma-*.part")) {
            long size = 0;
            for (Path part : parts) {
                size += Files.size(part);
            }
            return size;
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void assertBlames(Result result, String... mentioned) {
        result.assertFailure(mentioned);
        assertEquals(1, result.exitCode(), result::toString);
        assertFalse(result.err().contains("provider") || result.err().contains("engine"), result::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--no-verify"})
    @DisplayName("[MEM-10] a disk that becomes full is named, and nothing of the destination is left")
    void shouldNameTheDiskThatBecomesFull(String option) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 20);
                NetDmaProcess netdma = copying(option, disk.folder().resolve("copy"))) {
            Files.write(disk.folder().resolve("filler"), new byte[15 << 20]);
            assertBlames(netdma.awaitEnd(LIMIT), "copy was not written: writing to " + disk.folder() + " failed after ",
                    "No space left on device");
            assertEquals(Set.of("filler"), names(disk.folder()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--no-verify"})
    @DisplayName("[MEM-10] a source that is cut off is named")
    void shouldNameTheSourceThatIsCutOff(String option) throws Exception {
        try (NetDmaProcess netdma = copying(option + SMALL_WINDOW, target.resolve("copy"))) {
            try (FileChannel file = FileChannel.open(source, StandardOpenOption.WRITE)) {
                file.truncate(100);
            }
            assertBlames(netdma.awaitEnd(LIMIT), source + " ended after ", " of " + SIZE + " bytes");
            assertEquals(Set.of(), names(target));
        }
    }

    @Test
    @DisplayName("[MEM-15] no room on the disk is kept for what was copied before")
    void shouldCopyAgainAndAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 25)) {
            String copy = "netdma:copyfile -f %s %s; ".formatted(source, disk.folder().resolve("copy"));
            String out = NetDmaProcess.run(folder, "-c", copy.repeat(4)).assertSuccess().out();
            assertEquals(4, out.lines().filter(line -> line.contains("SHA-256 of both")).count(), out);
        }
    }

    @Test
    @DisplayName("[MEM-10] a limit of the process is told by its reason")
    void shouldNameTheLimitOfTheProcess() throws Exception {
        Path limited = Files.writeString(folder.resolve("limited"),
                "#!/bin/sh\nulimit -f 8192\nexec %s \"$@\"\n".formatted(NetDmaProcess.DISTRIBUTION.resolve("bin/netdma")));
        assertTrue(limited.toFile().setExecutable(true));
        try (NetDmaProcess netdma = NetDmaProcess.start(limited, folder, List.of(
                "--providers", folder.resolve("providers").toString(), "--conf", folder.resolve("conf").toString(),
                "--data", folder.resolve("data").toString(), "--ready-limit", "60",
                "-c", "netdma:copyfile %s %s".formatted(source, target.resolve("copy"))))) {
            netdma.endInput();
            assertBlames(netdma.awaitEnd(LIMIT), "copy was not written: writing to " + target + " failed after 4194304 of ");
            assertEquals(Set.of(), names(target));
        }
    }

    @Test
    @DisplayName("a copy that is cancelled by the end of the process leaves nothing")
    void shouldLeaveNothingWhenTheProcessIsAskedToEnd() throws Exception {
        try (NetDmaProcess netdma = copying(SMALL_WINDOW, target.resolve("copy"))) {
            netdma.terminate();
            netdma.awaitEnd(LIMIT);
            assertEquals(Set.of(), names(target));
        }
    }

    @Test
    @DisplayName("[STO-1] a pulled engine is named as what it is")
    void shouldNameTheEngineThatIsPulled() throws Exception {
        try (NetDmaProcess netdma = copying(SMALL_WINDOW, target.resolve("copy"))) {
            Files.delete(folder.resolve("providers/provider.jar"));
            Result result = netdma.awaitEnd(LIMIT);
            result.assertFailure("copy was not written: the provider stopped and took the channel");
            assertEquals(1, result.exitCode(), result::toString);
            assertEquals(Set.of(), names(target));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    @TempDir
    private Path place;

    /** A process that has a scratch folder until it is killed, or its input ends. */
    public static final class Holder {

        public static void main(String[] arguments) throws IOException {
            try (Scratch scratch = Scratch.in(Path.of(arguments[0]))) {
                fill(scratch);
                System.out.println(scratch.folder());
                System.in.read();
            }
        }
    }

    private record Running(Process process, Path folder) {
    }

    private static void fill(Scratch scratch) throws IOException {
        Files.writeString(Files.createDirectories(scratch.folder().resolve("bundles/1")).resolve("file"), "text");
    }

    private Running start() throws Exception {
        String classPath = Path.of(ScratchTest.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                + File.pathSeparator
                + Path.of(Scratch.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", classPath, Holder.class.getName(), place.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = process.inputReader();
        String folder = out.readLine();
        assertNotNull(folder, "the other process did not start");
        return new Running(process, Path.of(folder));
    }

    private static void kill(Running running) throws InterruptedException {
        running.process().destroyForcibly();
        assertTrue(running.process().waitFor(1, TimeUnit.MINUTES));
    }

    @Test
    void shouldBeAnotherFolderForEachRunAndGoWithIt() throws Exception {
        Path gone;
        try (Scratch one = Scratch.in(place); Scratch other = Scratch.in(place)) {
            assertNotEquals(one.folder(), other.folder());
            assertTrue(Files.isDirectory(one.folder()));
            assertTrue(Files.isDirectory(other.folder()));
            fill(one);
            gone = one.folder();
        }
        assertFalse(Files.exists(gone));
        try (var left = Files.list(place)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void shouldRemoveWhatKilledProcessesLeftAndNothingElse() throws Exception {
        Running killed = start();
        Running running = start();
        try {
            kill(killed);
            assertTrue(Files.exists(killed.folder().resolve("bundles/1/file")), "killed, so it cleans nothing up");
            Path somebodys = Files.createDirectories(place.resolve("netdma-notes"));
            Path file = Files.writeString(somebodys.resolve("file"), "text");
            Path link = Files.createSymbolicLink(place.resolve("netdma-link"), place.resolve("elsewhere"));
            Files.writeString(Files.createDirectory(place.resolve("elsewhere")).resolve(FolderLock.FILE), "");
            try (Scratch scratch = Scratch.in(place)) {
                assertTrue(Files.isDirectory(scratch.folder()));
                assertFalse(Files.exists(killed.folder()), "what the killed process left");
                assertTrue(Files.exists(running.folder().resolve("bundles/1/file")), "what another instance uses");
                assertTrue(Files.exists(file), "a folder that is no scratch folder");
                assertTrue(Files.exists(link.resolve(FolderLock.FILE)), "what a link leads to");
            }
            running.process().getOutputStream().close();
            assertTrue(running.process().waitFor(1, TimeUnit.MINUTES));
            assertFalse(Files.exists(running.folder()));
        } finally {
            kill(running);
        }
    }

    @Test
    void shouldLeaveOtherUsersFoldersAlone() throws Exception {
        Path theirs = Files.createDirectory(place.resolve("netdma-theirs"));
        Path lock = Files.writeString(theirs.resolve(FolderLock.FILE), "");
        try {
            Files.setOwner(theirs, theirs.getFileSystem().getUserPrincipalLookupService()
                    .lookupPrincipalByName("nobody"));
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "only the administrator gives files to others: " + e);
        }
        Scratch.in(place).close();
        assertTrue(Files.exists(lock));
    }

    @Test
    void shouldTakeTheNextPlaceWhenOneCanNotBeUsed(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path next = folder.resolve("made/for/it");

        try (Scratch scratch = Scratch.inOneOf(List.of(file, next))) {
            assertEquals(next, scratch.folder().getParent());
        }
    }

    @Test
    void shouldSayWhyNoPlaceCanBeUsed(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path below = file.resolve("below");

        LaunchException refused = assertThrows(LaunchException.class, () -> Scratch.inOneOf(List.of(file, below)));

        assertTrue(refused.getMessage().contains(file + " (" + file + ": is there already, as a file)"),
                refused::getMessage);
        assertTrue(refused.getMessage().contains(below + " ("), refused::getMessage);
        assertTrue(refused.getMessage().contains("java.io.tmpdir"), refused::getMessage);
    }
}

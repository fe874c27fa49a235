// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePairTest {

    @TempDir
    private Path folder;
    private Path a;
    private Path b;

    @BeforeEach
    void makeSource() throws IOException {
        a = Files.write(folder.resolve("a"), new byte[10]);
        b = folder.resolve("b");
    }

    private static String refused(Path source, Path destination) {
        return assertThrows(IOException.class, () -> FilePair.checked(source, destination, true)).getMessage();
    }

    @Test
    void shouldAcceptANewDestination() throws IOException {
        assertEquals(new FilePair(a, 10, b, false), FilePair.checked(a, b, false));
    }

    @Test
    void shouldRefuseAMissingSource() {
        assertEquals(b + " does not exist: name a file to copy", refused(b, a));
    }

    @Test
    void shouldRefuseFolders() {
        assertEquals(folder + " is a folder: one file at a time is copied", refused(folder, b));
        assertEquals(folder + " is a folder: name the file to make, such as " + a, refused(a, folder));
    }

    @Test
    void shouldRefuseAMissingFolder() {
        assertEquals("the folder " + b + " does not exist: make it first", refused(a, b.resolve("c")));
    }

    @Test
    void shouldRefuseAFolderThatIsAFile() throws IOException {
        Files.createFile(b);
        assertEquals(b + " is not a folder: name a destination in one", refused(a, b.resolve("c")));
    }

    @Test
    void shouldRefuseToReplaceUnlessAsked() throws IOException {
        Files.createFile(b);
        assertEquals(b.toRealPath() + " exists: -f replaces it",
                assertThrows(IOException.class, () -> FilePair.checked(a, b, false)).getMessage());
        assertEquals(new FilePair(a, 10, b.toRealPath(), true), FilePair.checked(a, b, true));
    }

    @Test
    void shouldRefuseTheSameFileUnderAnyName() throws IOException {
        assertEquals(a + " and " + a + " are the same file: name another destination", refused(a, a));
        Path roundabout = folder.resolve("x/../a");
        Files.createDirectory(folder.resolve("x"));
        assertEquals(a + " and " + roundabout + " are the same file: name another destination",
                refused(a, roundabout));
        Files.createSymbolicLink(b, a);
        assertEquals(a + " and " + b + " are the same file: name another destination", refused(a, b));
        assertEquals(b + " and " + a + " are the same file: name another destination", refused(b, a));
        Path hard = Files.createLink(folder.resolve("hard"), a);
        assertEquals(a + " and " + hard + " are the same file: name another destination", refused(a, hard));
    }

    @Test
    void shouldReplaceWhatALinkPointsTo() throws IOException {
        Path target = Files.createFile(folder.resolve("target"));
        Files.createSymbolicLink(b, target);
        assertEquals(target.toRealPath(), FilePair.checked(a, b, true).destination());
    }

    @Test
    void shouldRefuseALinkToNothing() throws IOException {
        Files.createSymbolicLink(b, folder.resolve("nothing"));
        assertEquals(b + " is a symbolic link to nothing: remove it, or name another destination", refused(a, b));
    }

    @Test
    void shouldRefuseWhatIsNoRegularFile() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "needs a Unix");
        assertEquals(device + " is not a regular file: only such can be copied", refused(device, b));
        assertEquals(device + " is not a regular file: only such can be replaced", refused(a, device));
    }

    @Test
    void shouldRefuseAFileThatDoesNotTellItsSize() {
        Path kernelFile = Path.of("/proc/version");
        assumeTrue(Files.exists(kernelFile), "needs Linux");
        assertEquals(kernelFile + " does not tell its size, as kernel files do: such cannot be copied",
                refused(kernelFile, b));
    }

    @Test
    void shouldRefuseWhatThisUserMayNotUse() throws IOException {
        Files.setPosixFilePermissions(a, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(a), "the administrator may read everything");
        assertEquals(a + " must not be read by this user: see its permissions", refused(a, b));
        Path c = Files.createFile(folder.resolve("c"));
        Path locked = Files.createDirectory(b);
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertEquals("the folder " + locked + " must not be written by this user: see its permissions",
                refused(c, locked.resolve("d")));
    }

    @Test
    void shouldRefuseWhatFindsNoRoom() throws IOException {
        Path huge = folder.resolve("huge");
        long beyondAllDisks = 1L << 43;
        try (var file = Files.newByteChannel(huge, StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            file.position(beyondAllDisks - 1).write(ByteBuffer.wrap(new byte[1]));
        } catch (IOException e) {
            assumeTrue(false, "no sparse files here: " + e);
        }
        String message = refused(huge, b);
        assertEquals(b + " needs 8 TiB and " + folder + " has ", message.substring(0, message.indexOf("has ") + 4));
    }
}

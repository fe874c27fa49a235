// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {

    @TempDir
    private Path folder;
    private Path a;
    private Path b;

    @BeforeEach
    void makeSource() throws IOException {
        a = Files.write(folder.resolve("a"), new byte[10]);
        b = folder.resolve("b");
    }

    @Test
    void shouldAppearWhenWhole() throws IOException {
        try (PartFile part = new PartFile(FilePair.checked(a, b, false))) {
            part.channel().write(ByteBuffer.allocate(10));
            assertFalse(Files.exists(b));
            part.commit();
            assertEquals(10, Files.size(b));
            assertFalse(Files.exists(part.path()));
        }
        assertEquals(10, Files.size(b));
    }

    @Test
    void shouldLeaveNothingUnlessCommitted() throws IOException {
        try (PartFile part = new PartFile(FilePair.checked(a, b, false))) {
            assertTrue(Files.exists(part.path()));
        }
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void shouldNotReplaceAFileThatCameMeanwhile() throws IOException {
        try (PartFile part = new PartFile(FilePair.checked(a, b, false))) {
            Files.write(b, new byte[3]);
            assertThrows(IOException.class, part::commit);
        }
        assertEquals(3, Files.size(b));
    }

    @Test
    void shouldNameAFolderThatTakesNoFile() {
        Path kernelFolder = Path.of("/proc");
        assumeTrue(Files.exists(kernelFolder.resolve("version")), "needs Linux");
        String message = assertThrows(IOException.class,
                () -> new PartFile(new FilePair(a, 10, kernelFolder.resolve("x"), false))).getMessage();
        assertTrue(message.startsWith("the folder /proc takes no new file from this user"), message);
    }

    @Test
    void shouldNotShowASecretFile() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "needs POSIX permissions");
        Files.setPosixFilePermissions(a, PosixFilePermissions.fromString("rwx------"));
        try (PartFile part = new PartFile(FilePair.checked(a, b, false))) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(part.path())));
        }
    }

    @Test
    void shouldKeepThePermissionsOfAReplacedFile() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "needs POSIX permissions");
        Files.createFile(b);
        Files.setPosixFilePermissions(b, PosixFilePermissions.fromString("rw--w--w-"));
        try (PartFile part = new PartFile(FilePair.checked(a, b, true))) {
            part.channel().write(ByteBuffer.allocate((int) Files.size(a)));
            part.commit();
        }
        assertEquals("rw--w--w-", PosixFilePermissions.toString(Files.getPosixFilePermissions(b)));
    }
}

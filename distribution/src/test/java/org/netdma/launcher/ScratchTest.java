// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchTest {

    @Test
    void shouldBeAnotherFolderForEachRunAndGoWithIt() throws Exception {
        Path gone;
        try (Scratch one = new Scratch(); Scratch other = new Scratch()) {
            assertNotEquals(one.folder(), other.folder());
            assertTrue(Files.isDirectory(one.folder()));
            Files.writeString(Files.createDirectories(one.folder().resolve("bundles/1")).resolve("file"), "text");
            gone = one.folder();
        }
        assertFalse(Files.exists(gone));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFolderTest {

    @TempDir
    private Path bundles;

    @Test
    void shouldOrderFoldersByStartLevelAndJarsByName() throws Exception {
        Path late = jar("10-late", "z.jar");
        Path second = jar("2-early", "b.jar");
        Path first = jar("2-early", "a.jar");

        assertEquals(List.of(new BundleFolder(2, List.of(first, second)), new BundleFolder(10, List.of(late))),
                BundleFolder.in(bundles));
    }

    @Test
    void shouldPassOverFilesThatAreNoJars() throws Exception {
        jar("1-services", "README.txt");
        jar(".", "README.txt");

        assertEquals(List.of(new BundleFolder(1, List.of())), BundleFolder.in(bundles));
    }

    @Test
    void shouldRefuseFolderWithoutStartLevelAndNameIt() throws Exception {
        jar("services", "a.jar");

        LaunchException refused = assertThrows(LaunchException.class, () -> BundleFolder.in(bundles));

        assertTrue(refused.getMessage().contains(bundles.resolve("services").toString()), refused::getMessage);
    }

    private Path jar(String folder, String name) throws IOException {
        Files.createDirectories(bundles.resolve(folder));
        return Files.createFile(bundles.resolve(folder).resolve(name));
    }
}

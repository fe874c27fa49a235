// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir
    private Path home;

    @BeforeEach
    void unpack() throws IOException {
        for (String folder : new String[] {"bundles", "providers", "conf"}) {
            Files.createDirectory(home.resolve(folder));
        }
    }

    @Test
    void shouldUseTheFoldersOfTheInstallation() throws Exception {
        assertEquals(new Installation(home.resolve("bundles"), home.resolve("providers"), home.resolve("conf"),
                home.resolve("data")), Installation.of(home, null, null, null));
    }

    @Test
    void shouldPreferTheFoldersOfTheOptions() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));

        assertEquals(new Installation(home.resolve("bundles"), other, other, other),
                Installation.of(home, other, other, other));
    }

    @Test
    void shouldNameTheMissingFolderAndTheOptionForAnother() {
        Path missing = home.resolve("missing");

        assertNames(missing, "--providers",
                assertThrows(LaunchException.class, () -> Installation.of(home, missing, null, null)));
        assertNames(missing, "--conf",
                assertThrows(LaunchException.class, () -> Installation.of(home, null, missing, null)));
    }

    @Test
    void shouldNameTheUnwritableDataFolderAndTheOptionForAnother() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertNames(file, "--data",
                assertThrows(LaunchException.class, () -> Installation.of(home, null, null, file)));
    }

    /** Else a folder of the name "?" would be made wherever the container is started. */
    @Test
    void shouldNotTakeTheHomeOfSomebodyWhoHasNone() {
        Path mine = home.resolve("mine");

        assertEquals(List.of(), Installation.belowHome("?", null));
        assertEquals(List.of(), Installation.belowHome("", "relative"));
        assertEquals(List.of(mine.resolve(".netdma")), Installation.belowHome("?", mine.toString()));
        assertEquals(List.of(home.resolve(".netdma"), mine.resolve(".netdma")),
                Installation.belowHome(home.toString(), mine.toString()));
    }

    @Test
    void shouldLeaveTheDataFolderEmpty() throws Exception {
        Path data = Installation.of(home, null, null, null).data();

        try (Stream<Path> files = Files.list(data)) {
            assertEquals(0, files.count());
        }
    }

    private static void assertNames(Path folder, String option, LaunchException refused) {
        assertTrue(refused.getMessage().contains(folder.toString()), refused::getMessage);
        assertTrue(refused.getMessage().contains(option), refused::getMessage);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this run alone, gone when it ends: that is why instances of one installation do not meet. */
final class Scratch implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(Scratch.class.getName());

    private final Path folder;

    Scratch() throws IOException {
        folder = Files.createTempDirectory("netdma-");
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> childrenFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : childrenFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOGGER.log(Level.INFO, "The folder " + folder + " can not be removed now", e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of this run alone, gone when it ends: that is why instances of one installation do not meet. One that stays
 * because the process was killed goes when the next one starts.
 */
final class Scratch implements AutoCloseable {

    /** What their names begin with. */
    static final String PREFIX = "netdma-";

    private static final System.Logger LOGGER = System.getLogger(Scratch.class.getName());

    private final Path folder;
    private final FolderLock lock;

    private Scratch(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** {@return a new one in the temporary folder of the system} */
    static Scratch create() throws IOException {
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Deletes what killed processes have left in a place, and makes a new one there. */
    static Scratch in(Path place) throws IOException {
        while (true) {
            Path folder = Files.createTempDirectory(place, PREFIX);
            LeftFolders.sweep(place, Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS));
            Optional<FolderLock> lock = FolderLock.create(folder);
            if (lock.isPresent()) {
                return new Scratch(folder, lock.get());
            }
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            delete(folder, lock);
        } catch (IOException e) {
            LOGGER.log(Level.INFO, "The folder " + folder + " can not be removed now", e);
        }
    }

    /** Deletes a folder. The lock goes last: a folder of which a part is left is found again. */
    static void delete(Path folder, FolderLock lock) throws IOException {
        Path lockFile = folder.resolve(FolderLock.FILE);
        try (lock; Stream<Path> files = Files.walk(folder)) {
            List<Path> childrenFirst = files.filter(file -> !file.equals(folder) && !file.equals(lockFile))
                    .sorted(Comparator.reverseOrder()).toList();
            for (Path file : childrenFirst) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.deleteIfExists(lockFile);
        Files.deleteIfExists(folder);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** What the framework and some providers take at least. */
    private static final int NEEDED = 2 << 20;

    private final Path folder;
    private final FolderLock lock;

    private Scratch(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes one in the first place that can take it.
     *
     * @param places the folders to try, made when they are not there
     * @throws LaunchException when none can, with the reason of each
     */
    static Scratch inOneOf(List<Path> places) throws LaunchException {
        List<String> reasons = new ArrayList<>();
        for (Path place : places) {
            try {
                Scratch scratch = in(Files.createDirectories(place));
                scratch.tryToWrite();
                return scratch;
            } catch (IOException e) {
                LOGGER.log(Level.INFO, "The folder " + place + " can not be used for temporary files", e);
                reasons.add(place + " (" + Reasons.of(e) + ")");
            }
        }
        throw new LaunchException("no folder for temporary files can be written: " + String.join(", ", reasons)
                + "; free space there, or name another with NETDMA_JAVA_OPTS=-Djava.io.tmpdir=DIR", null);
    }

    /** A full disk still makes folders. */
    private void tryToWrite() throws IOException {
        try {
            Path file = folder.resolve("try");
            Files.write(file, new byte[NEEDED]);
            Files.delete(file);
        } catch (IOException e) {
            close();
            throw e;
        }
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

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.netdma.core.shell.text.Units;

/**
 * A file to copy and where to, looked at before anything is touched.
 *
 * @param source      a regular file
 * @param size        of the source, in bytes
 * @param destination a file to make or to replace, with symbolic links resolved
 * @param replace     whether the destination may exist
 */
public record FilePair(Path source, long size, Path destination, boolean replace) {

    /**
     * {@return the pair, fit for copying}
     *
     * @param source      as the person named it
     * @param destination as the person named it
     * @param replace     whether the destination may exist
     * @throws IOException whose message names the file, what is wrong with it, and the way out
     */
    public static FilePair checked(Path source, Path destination, boolean replace) throws IOException {
        checkSource(source);
        if (Files.isDirectory(destination)) {
            throw new IOException("%s is a folder: name the file to make, such as %s"
                    .formatted(destination, destination.resolve(source.getFileName())));
        }
        if (Files.exists(destination) && Files.isSameFile(source, destination)) {
            throw new IOException("%s and %s are the same file: name another destination"
                    .formatted(source, destination));
        }
        if (Files.exists(destination, LinkOption.NOFOLLOW_LINKS) && !Files.exists(destination)) {
            throw new IOException("%s is a symbolic link to nothing: remove it, or name another destination"
                    .formatted(destination));
        }
        boolean exists = Files.exists(destination);
        Path target = exists ? destination.toRealPath() : destination.toAbsolutePath();
        FilePair pair = new FilePair(source, Files.size(source), target, replace);
        pair.checkAbsence();
        if (exists && !Files.isRegularFile(target)) {
            throw new IOException("%s is not a regular file: only such can be replaced".formatted(destination));
        }
        pair.checkFolder();
        return pair;
    }

    private static void checkSource(Path source) throws IOException {
        if (Files.notExists(source)) {
            throw new IOException("%s does not exist: name a file to copy".formatted(source));
        }
        if (Files.isDirectory(source)) {
            throw new IOException("%s is a folder: one file at a time is copied".formatted(source));
        }
        if (!Files.isRegularFile(source)) {
            throw new IOException("%s is not a regular file: only such can be copied".formatted(source));
        }
        if (!Files.isReadable(source)) {
            throw new IOException("%s must not be read by this user: see its permissions".formatted(source));
        }
        if (Files.size(source) == 0 && hasBytes(source)) {
            throw new IOException("%s does not tell its size, as kernel files do: such cannot be copied"
                    .formatted(source));
        }
    }

    private static boolean hasBytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.read() >= 0;
        }
    }

    /** Refuses a destination that exists and must not be replaced. */
    void checkAbsence() throws IOException {
        if (!replace && Files.exists(destination, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("%s exists: -f replaces it".formatted(destination));
        }
    }

    private void checkFolder() throws IOException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw new IOException(Files.exists(folder)
                    ? "%s is not a folder: name a destination in one".formatted(folder)
                    : "the folder %s does not exist: make it first".formatted(folder));
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("the folder %s must not be written by this user: see its permissions"
                    .formatted(folder));
        }
        // Checked now because it is known now: writing a part of the file first would change nothing.
        FileStore store = Files.getFileStore(folder);
        if (store.getTotalSpace() > 0 && store.getUsableSpace() < size) {
            throw new IOException("%s needs %s and %s has %s left: make room, or name a destination elsewhere"
                    .formatted(destination, Units.size(size), folder, Units.size(store.getUsableSpace())));
        }
    }

    /** {@return the folder of the destination} */
    Path folder() {
        return destination.getParent();
    }
}

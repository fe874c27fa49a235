// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The destination while it is not whole: a hidden file beside it, which takes its place in one step or is deleted. So
 * nobody ever sees half a copy, and a destination that is replaced is there until the new one is.
 */
final class PartFile implements AutoCloseable {

    private final FilePair files;
    private final Path path;
    private final FileChannel channel;
    private boolean committed;

    /**
     * Makes the file, empty, with the permissions that the whole one will have.
     *
     * @param files what is copied where
     * @throws IOException when the folder cannot be written
     */
    PartFile(FilePair files) throws IOException {
        this.files = files;
        path = files.folder().resolve(".netdma-%08x.part"
                .formatted(ThreadLocalRandom.current().nextInt()));
        channel = create();
        try {
            setPermissions();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private FileChannel create() throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw new IOException("the folder %s takes no new file from this user%s".formatted(files.folder(),
                    e.getReason() == null ? "" : ": " + e.getReason()), e);
        }
    }

    FileChannel channel() {
        return channel;
    }

    Path path() {
        return path;
    }

    /** Puts the file in the destination's place, in one step. @throws IOException when it is not whole, too */
    void commit() throws IOException {
        if (channel.size() != files.size()) {
            throw new IOException("%s has %d bytes instead of %d: somebody else writes it"
                    .formatted(path, channel.size(), files.size()));
        }
        channel.close();
        files.checkAbsence();
        Files.move(path, files.destination(), StandardCopyOption.ATOMIC_MOVE);
        committed = true;
    }

    /** Deletes the file, unless it took the destination's place. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!committed) {
            Files.deleteIfExists(path);
        }
    }

    /** As cp does: a replaced file keeps its permissions, a new one takes those of the source less the umask. */
    private void setPermissions() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        view.setPermissions(Files.exists(files.destination())
                ? Files.getPosixFilePermissions(files.destination())
                : masked(Files.getPosixFilePermissions(files.source()), view.readAttributes().permissions()));
    }

    /** What the umask leaves of read and write shows in a file just made; execution goes with reading. */
    private static Set<PosixFilePermission> masked(Set<PosixFilePermission> wanted, Set<PosixFilePermission> made) {
        Set<PosixFilePermission> allowed = EnumSet.of(OWNER_EXECUTE);
        allowed.addAll(made);
        if (made.contains(GROUP_READ)) {
            allowed.add(GROUP_EXECUTE);
        }
        if (made.contains(OTHERS_READ)) {
            allowed.add(OTHERS_EXECUTE);
        }
        allowed.retainAll(wanted);
        return allowed;
    }
}

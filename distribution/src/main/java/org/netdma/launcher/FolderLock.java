// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Shows that a process uses a folder. The system ends the lock with the process, however that ends. */
final class FolderLock implements AutoCloseable {

    /** Its name in the folder, which no folder of anybody else has in it. */
    static final String FILE = "netdma-scratch.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the file of the lock and locks it. {@return empty when another process was quicker, to delete the folder} */
    static Optional<FolderLock> create(Path folder) throws IOException {
        return lock(folder, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Locks a folder that a process has left. {@return empty when one uses it, or it is none of ours} */
    static Optional<FolderLock> ofLeft(Path folder) throws IOException {
        try {
            return lock(folder, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<FolderLock> lock(Path folder, OpenOption... options) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(file, options);
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock();
            locked = lock != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            return locked ? Optional.of(new FolderLock(channel)) : Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // another scratch folder of this process
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

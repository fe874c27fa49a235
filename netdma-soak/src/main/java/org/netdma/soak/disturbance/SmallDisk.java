// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A disk that is soon full: a tmpfs, which only the administrator can mount. */
final class SmallDisk implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SmallDisk.class.getName());
    private static final String SIZE = "size=2m";
    private static final int FILLING = 64 << 10;
    private static final long LIMIT_SECONDS = 60;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** {@return one in a folder; empty where this user mounts none} */
    static Optional<SmallDisk> mount(Path parent) throws IOException {
        Path folder = Files.createDirectory(parent.resolve("small"));
        if (succeeds("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString())) {
            return Optional.of(new SmallDisk(folder));
        }
        LOG.log(Level.INFO, "this user mounts no tmpfs, so that no disk becomes full in this soak: run it as root");
        Files.delete(folder);
        return Optional.empty();
    }

    /** {@return where it is} */
    Path folder() {
        return folder;
    }

    /** Takes all the room that is left. */
    void fill(Path file) throws IOException {
        try (FileChannel filler = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (Files.getFileStore(folder).getUsableSpace() > 0) {
                filler.write(ByteBuffer.allocate(FILLING));
            }
        } catch (IOException e) {
            if (Files.getFileStore(folder).getUsableSpace() > 0) {
                throw e; // for another reason than that it is full
            }
        }
    }

    /** Unmounts it, at the latest when the collector has found the last closed region of a file on it [MEM-15]. */
    @Override
    public void close() throws IOException {
        if (!succeeds("umount", folder.toString()) && !succeeds("umount", "-l", folder.toString())) {
            throw new FileSystemException(folder.toString(), null, "cannot be unmounted: run 'umount -l' for it");
        }
        Files.delete(folder);
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD)
                    .start();
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false; // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

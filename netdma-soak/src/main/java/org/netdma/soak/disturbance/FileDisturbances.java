// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Files that are cut off, disks that become full, and files that are deleted, under mapped regions that copies go to and
 * from. Such a copy fails with a reason, or it is done and its bytes are there; the other traffic must not notice.
 */
final class FileDisturbances implements AutoCloseable {

    /** A file's end is moved to a multiple of any page size: what is in the last page behind the end is nobody's. */
    private static final int CUT = 64 << 10;

    private final MappedCopies copies;
    private Optional<Path> folder = Optional.empty();
    private Optional<SmallDisk> disk = Optional.empty();
    private boolean mountRefused;

    /** @param copies are made between memory and a mapped file, while something happens to that */
    FileDisturbances(MappedCopies copies) {
        this.copies = copies;
    }

    /** {@return what can be done here: Windows neither cuts off nor deletes a file that is mapped} */
    List<Disturbance> all() {
        return File.separatorChar == '\\' ? List.of() : List.of(
                Disturbance.fault("source file cut off", random -> cutOff(random, MappedCopies.Direction.FROM_FILE)),
                Disturbance.fault("destination file cut off", random -> cutOff(random, MappedCopies.Direction.TO_FILE)),
                Disturbance.fault("file deleted", this::delete),
                Disturbance.fault("disk full", this::fill));
    }

    private boolean cutOff(SplittableRandom random, MappedCopies.Direction direction) throws Exception {
        Path path = folder().resolve("cut off");
        try (FileChannel file = open(path)) {
            return copies.run(file, direction, random,
                    () -> file.truncate(random.nextLong(file.size() / CUT + 1) * CUT));
        } finally {
            Files.deleteIfExists(path);
        }
    }

    private boolean delete(SplittableRandom random) throws Exception {
        Path path = folder().resolve("deleted");
        try (FileChannel file = open(path)) {
            return copies.run(file, MappedCopies.Direction.any(random), random, () -> Files.delete(path));
        } finally {
            Files.deleteIfExists(path);
        }
    }

    private boolean fill(SplittableRandom random) throws Exception {
        if (disk.isEmpty() && !mountRefused) {
            disk = SmallDisk.mount(folder());
            mountRefused = disk.isEmpty();
        }
        if (disk.isEmpty()) {
            return false;
        }
        Path path = disk.get().folder().resolve("file");
        Path filler = disk.get().folder().resolve("filler");
        try (FileChannel file = open(path)) {
            return copies.run(file, MappedCopies.Direction.TO_FILE, random, () -> disk.get().fill(filler));
        } finally {
            Files.deleteIfExists(filler);
            Files.deleteIfExists(path);
        }
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private Path folder() throws IOException {
        if (folder.isEmpty()) {
            folder = Optional.of(Files.createTempDirectory("netdma-soak-"));
        }
        return folder.get();
    }

    /** Leaves no file and no disk behind. */
    @Override
    public void close() throws IOException {
        if (disk.isPresent()) {
            disk.get().close();
            disk = Optional.empty();
        }
        if (folder.isPresent()) {
            Files.deleteIfExists(folder.get());
            folder = Optional.empty();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Memory that is a mapped file, and is gone when the file is cut off: whoever touches it then gets an error, on some
 * JVMs a little later. The kit itself never touches it.
 */
public final class VanishingRegion implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final Region region;

    VanishingRegion(BenchMemory memory, int size) {
        try {
            file = Files.createTempFile("netdma-tck", ".map");
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            region = memory.add(channel.map(FileChannel.MapMode.READ_WRITE, 0, size));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the physical address of its first byte} */
    public long start() {
        return region.start();
    }

    /** Cuts the file off: no byte is there any more. {@return this} */
    public VanishingRegion vanish() {
        try {
            channel.truncate(0);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the addresses away, and deletes the file. */
    @Override
    public void close() {
        region.close();
        try (channel) {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

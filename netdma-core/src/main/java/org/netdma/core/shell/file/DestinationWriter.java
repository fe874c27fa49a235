// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import org.netdma.NetDmaException;
import org.netdma.wdm.NtStatus;

/** Writes pieces to the destination in the order of the file, and gives them back. */
final class DestinationWriter implements Callable<Long> {

    private final FilePair files;
    private final FileChannel channel;
    private final boolean compare;
    private final BlockingQueue<Piece> copied;
    private final Queue<Piece> free;
    private final Watermark written;
    private final DiskWatch watch;

    /**
     * @param files   what is copied
     * @param channel of the destination
     * @param compare whether the engine's copies are compared with their sources
     * @param copied  pieces to write, in the order of the file
     * @param free    takes them when they are written
     * @param written is raised to what is in the destination
     * @param watch   on the disk of the destination
     */
    DestinationWriter(FilePair files, FileChannel channel, boolean compare, BlockingQueue<Piece> copied,
            Queue<Piece> free, Watermark written, DiskWatch watch) {
        this.files = files;
        this.channel = channel;
        this.compare = compare;
        this.copied = copied;
        this.free = free;
        this.written = written;
        this.watch = watch;
    }

    /**
     * {@return how many bytes were written: all}
     *
     * @throws IOException     when the destination takes no more; the message names its folder and the reason
     * @throws NetDmaException IO_DEVICE_ERROR when the engine copied wrong bytes
     */
    @Override
    public Long call() throws IOException, NetDmaException, InterruptedException {
        long position = 0;
        while (position < files.size()) {
            Piece piece = copied.take();
            if (compare) {
                compare(piece);
            }
            ByteBuffer bytes = piece.destinationBytes();
            while (bytes.hasRemaining()) {
                writeAt(bytes, piece.position() + bytes.position());
            }
            position = piece.end();
            free.add(piece);
            written.raise(position);
        }
        return position;
    }

    private static void compare(Piece piece) throws NetDmaException {
        long wrong = piece.mismatch();
        if (wrong >= 0) {
            throw new NetDmaException(NtStatus.IO_DEVICE_ERROR, "CPL-2",
                    "the engine said done and byte %d of the file is wrong: use another provider".formatted(wrong));
        }
    }

    private void writeAt(ByteBuffer bytes, long position) throws IOException {
        try {
            watch.timed(() -> channel.write(bytes, position));
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(("writing to %s failed after %d of %d bytes: %s; make room there, or name a "
                    + "destination elsewhere").formatted(files.folder(), position, files.size(), e.getMessage()), e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Reads the source piece by piece, as far as there are free ones, and shows what it read to a digest. */
final class SourceReader implements Callable<Long> {

    private final FilePair files;
    private final FileChannel channel;
    private final Consumer<ByteBuffer> digest;
    private final BlockingQueue<Piece> free;
    private final Queue<Piece> read;
    private final DiskWatch watch;

    /**
     * @param files   what is copied
     * @param channel of the source
     * @param digest  is given the bytes in order
     * @param free    pieces to read into
     * @param read    takes them, in the order of the file
     * @param watch   on the disk of the source
     */
    SourceReader(FilePair files, FileChannel channel, Consumer<ByteBuffer> digest, BlockingQueue<Piece> free,
            Queue<Piece> read, DiskWatch watch) {
        this.files = files;
        this.channel = channel;
        this.digest = digest;
        this.free = free;
        this.read = read;
        this.watch = watch;
    }

    /**
     * {@return how many bytes were read: all}
     *
     * @throws IOException when the source cannot be read, or is longer or shorter than it was; the message names it
     */
    @Override
    public Long call() throws IOException, InterruptedException {
        long position = 0;
        while (position < files.size()) {
            Piece piece = free.take();
            piece.place(position, files.size() - position);
            fill(piece);
            ByteBuffer bytes = piece.sourceBytes().asReadOnlyBuffer();
            position = piece.end();
            read.add(piece); // The piece comes back to this thread alone, so its bytes stay until they are digested.
            digest.accept(bytes);
        }
        if (channel.size() > files.size()) {
            throw new IOException("%s grew from %d to %d bytes while it was copied: copy it again when nobody writes it"
                    .formatted(files.source(), files.size(), channel.size()));
        }
        return position;
    }

    private void fill(Piece piece) throws IOException {
        ByteBuffer bytes = piece.sourceBytes();
        while (bytes.hasRemaining()) {
            long position = piece.position() + bytes.position();
            if (readAt(bytes, position) < 0) {
                throw new EOFException(("%s ended after %d of %d bytes: it was cut off while it was copied; "
                        + "copy it again").formatted(files.source(), position, files.size()));
            }
        }
    }

    private int readAt(ByteBuffer bytes, long position) throws IOException {
        try {
            return watch.timed(() -> channel.read(bytes, position));
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("reading %s failed after %d of %d bytes: %s"
                    .formatted(files.source(), position, files.size(), e.getMessage()), e);
        }
    }
}

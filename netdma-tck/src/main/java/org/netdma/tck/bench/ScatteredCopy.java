// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A copy that gathers its bytes from several pieces and scatters them to several others. Pieces lie in memory last
 * first, with guards between them: where one ends its successor does not begin, in the source or in the destination.
 */
public final class ScatteredCopy {

    private static final int GUARD = 64;
    private static final int MOST_REPORTED = 5;

    private final Region source;
    private final Region destination;
    private final byte[] sourceBytes;
    private final byte[] expected;
    private final List<Descriptor> descriptors = new ArrayList<>();

    /** @param size bytes in all; each of the pieces has its share of them */
    public ScatteredCopy(Bench bench, int size, int gathered, int scattered) {
        Pieces from = new Pieces(size, gathered);
        Pieces to = new Pieces(size, scattered);
        source = bench.memory().allocate(from.extent());
        destination = bench.memory().allocate(to.extent());
        sourceBytes = new byte[from.extent()];
        expected = new byte[to.extent()];
        for (int i = 0; i < sourceBytes.length; i++) {
            sourceBytes[i] = (byte) (1 + i % 251); // never 0, which the destination is full of
        }
        source.memory().put(0, sourceBytes);
        int done = 0;
        while (done < size) {
            int part = Math.min(from.end(done), to.end(done)) - done;
            System.arraycopy(sourceBytes, from.place(done), expected, to.place(done), part);
            descriptors.add(Descriptor.copy(source.start() + from.place(done), destination.start() + to.place(done),
                    part, 0));
            done += part;
        }
    }

    /**
     * How bytes are cut.
     *
     * @param size  in bytes
     * @param count of the pieces
     */
    private record Pieces(int size, int count) {

        private int begin(int piece) {
            return (int) ((long) size * piece / count);
        }

        private int of(int position) {
            int piece = 0;
            while (position >= begin(piece + 1)) {
                piece++;
            }
            return piece;
        }

        /** {@return where the piece of a byte ends} */
        int end(int position) {
            return begin(of(position) + 1);
        }

        /** {@return where a byte lies in the region: behind all later pieces} */
        int place(int position) {
            int piece = of(position);
            return size - begin(piece + 1) + (count - piece) * GUARD + position - begin(piece);
        }

        int extent() {
            return size + (count + 1) * GUARD;
        }
    }

    /** {@return a descriptor for each stretch that lies in one piece of both sides} */
    public List<Descriptor> descriptors() {
        return descriptors;
    }

    /** {@return what is not as it should be after the copy, the first few; empty when all is} */
    public List<Corruption> verify() {
        List<Corruption> found = new ArrayList<>();
        for (int i = 0; i < sourceBytes.length && found.size() < MOST_REPORTED; i++) {
            byte is = source.memory().get(i);
            if (is != sourceBytes[i]) {
                found.add(new Corruption(Corruption.Kind.SOURCE_OVERWRITTEN, source.start() + i, sourceBytes[i], is));
            }
        }
        for (int i = 0; i < expected.length && found.size() < MOST_REPORTED; i++) {
            byte is = destination.memory().get(i);
            if (is != expected[i]) {
                Corruption.Kind kind = expected[i] == 0 ? Corruption.Kind.EXTRA_WRITE
                        : is == 0 ? Corruption.Kind.MISSED_WRITE : Corruption.Kind.WRONG_DATA;
                found.add(new Corruption(kind, destination.start() + i, expected[i], is));
            }
        }
        return found;
    }
}

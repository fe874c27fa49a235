// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A copy whose bytes tell what happened to them. Each byte says in its upper bits what it is: source 0x80, to be copied
 * 0x40, to be overwritten 0x20; its low 5 bits are its inverted position, folded so that a shift by a multiple of 32
 * shows too. Six stretches are looked at: before, inside and after the copy, in source and destination.
 */
public final class PatternedCopy {

    private static final byte[] SOURCE = Patterns.kind(0x80);
    private static final byte[] TO_BE_COPIED = Patterns.kind(0x80 | 0x40);
    private static final byte[] DESTINATION = Patterns.kind(0);
    private static final byte[] TO_BE_OVERWRITTEN = Patterns.kind(0x20);
    private static final int MOST_REPORTED = 5;

    private final Field source;
    private final Field destination;
    private final int size;
    private final byte[] sourceBytes;
    private final byte[] untouchedBytes;

    /**
     * A stretch of a region that belongs to one copy.
     *
     * @param region where it is
     * @param from   its first byte
     * @param length its bytes, guards included
     * @param offset of the copied bytes within it
     */
    public record Field(Region region, int from, int length, int offset) {

        long address() {
            return region.start() + from + offset;
        }

        private boolean isInside(int position, int size) {
            return position >= offset && position < offset + size;
        }
    }

    /**
     * @param source      where it is copied from
     * @param destination where it is copied to
     * @param size        in bytes
     */
    public PatternedCopy(Field source, Field destination, int size) {
        this.source = source;
        this.destination = destination;
        this.size = size;
        this.sourceBytes = Patterns.of(source, size, SOURCE, TO_BE_COPIED);
        this.untouchedBytes = Patterns.of(destination, size, DESTINATION, TO_BE_OVERWRITTEN);
    }

    /** {@return the address of the first byte to read} */
    public long sourceAddress() {
        return source.address();
    }

    /** {@return the address of the first byte to write} */
    public long destinationAddress() {
        return destination.address();
    }

    /** {@return the region that it writes to} */
    public Region destinationRegion() {
        return destination.region();
    }

    /** {@return its bytes} */
    public int size() {
        return size;
    }

    /** {@return a descriptor for it} */
    public Descriptor descriptor(int flags) {
        return Descriptor.copy(sourceAddress(), destinationAddress(), size, flags);
    }

    /** Writes the patterns. {@return this} */
    public PatternedCopy prepare() {
        source.region().memory().put(source.from(), sourceBytes);
        prepareDestination();
        return this;
    }

    /** Writes the pattern of the destination anew. */
    public void prepareDestination() {
        destination.region().memory().put(destination.from(), untouchedBytes);
    }

    /** {@return what is not as it should be after the copy, the first few; empty when all is} */
    public List<Corruption> verifyCopied() {
        byte[] expected = untouchedBytes.clone();
        System.arraycopy(sourceBytes, source.offset(), expected, destination.offset(), size);
        return verify(expected, true);
    }

    /** {@return what is not as it was, the first few: for a copy that must not have happened} */
    public List<Corruption> verifyUntouched() {
        return verify(untouchedBytes, false);
    }

    private List<Corruption> verify(byte[] expected, boolean copied) {
        List<Corruption> found = new ArrayList<>();
        compare(source, sourceBytes, found, (position, is) -> Corruption.Kind.SOURCE_OVERWRITTEN);
        compare(destination, expected, found, (position, is) ->
                !copied || !destination.isInside(position, size) ? Corruption.Kind.EXTRA_WRITE
                        : is == untouchedBytes[position] ? Corruption.Kind.MISSED_WRITE : Corruption.Kind.WRONG_DATA);
        return found;
    }

    /** Says what a wrong byte means. */
    @FunctionalInterface
    private interface Meaning {
        Corruption.Kind of(int position, byte is);
    }

    private static void compare(Field field, byte[] expected, List<Corruption> found, Meaning meaning) {
        ByteBuffer bytes = field.region().memory().slice(field.from(), field.length());
        ByteBuffer pattern = ByteBuffer.wrap(expected);
        int reported = 0;
        for (int at = 0; reported < MOST_REPORTED; at++) {
            int distance = bytes.position(at).mismatch(pattern.position(at));
            if (distance < 0) {
                return;
            }
            at += distance;
            byte is = bytes.get(at);
            found.add(new Corruption(meaning.of(at, is), field.region().start() + field.from() + at, expected[at], is));
            reported++;
        }
    }
}

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

    private static final int SOURCE = 0x80;
    private static final int TO_BE_COPIED = 0x40;
    private static final int TO_BE_OVERWRITTEN = 0x20;
    private static final int POSITION = 0x1F;
    private static final int MOST_REPORTED = 5;

    private final Field source;
    private final Field destination;
    private final int size;

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
    Region destinationRegion() {
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
        for (int i = 0; i < source.length(); i++) {
            source.region().memory().put(source.from() + i, sourceByte(i));
        }
        prepareDestination();
        return this;
    }

    /** Writes the pattern of the destination anew. */
    public void prepareDestination() {
        for (int i = 0; i < destination.length(); i++) {
            destination.region().memory().put(destination.from() + i, untouchedByte(i));
        }
    }

    private byte sourceByte(int position) {
        return (byte) (SOURCE | (source.isInside(position, size) ? TO_BE_COPIED : 0) | code(position));
    }

    private byte untouchedByte(int position) {
        return (byte) ((destination.isInside(position, size) ? TO_BE_OVERWRITTEN : 0) | code(position));
    }

    private static int code(int position) {
        return ~(position + (position >>> 5) + (position >>> 10)) & POSITION;
    }

    /** {@return what is not as it should be after the copy, the first few; empty when all is} */
    public List<Corruption> verifyCopied() {
        return verify(true);
    }

    /** {@return what is not as it was, the first few: for a copy that must not have happened} */
    public List<Corruption> verifyUntouched() {
        return verify(false);
    }

    private List<Corruption> verify(boolean copied) {
        List<Corruption> found = new ArrayList<>();
        verifySource(found);
        verifyDestination(copied, found);
        return found;
    }

    private void verifySource(List<Corruption> found) {
        ByteBuffer bytes = source.region().memory();
        for (int i = 0; i < source.length() && found.size() < MOST_REPORTED; i++) {
            byte is = bytes.get(source.from() + i);
            if (is != sourceByte(i)) {
                found.add(new Corruption(Corruption.Kind.SOURCE_OVERWRITTEN,
                        source.region().start() + source.from() + i, sourceByte(i), is));
            }
        }
    }

    private void verifyDestination(boolean copied, List<Corruption> found) {
        ByteBuffer bytes = destination.region().memory();
        int already = found.size();
        for (int i = 0; i < destination.length() && found.size() < already + MOST_REPORTED; i++) {
            boolean toCopy = copied && destination.isInside(i, size);
            byte expected = toCopy ? sourceByte(i - destination.offset() + source.offset()) : untouchedByte(i);
            byte is = bytes.get(destination.from() + i);
            if (is != expected) {
                Corruption.Kind kind = !toCopy ? Corruption.Kind.EXTRA_WRITE
                        : is == untouchedByte(i) ? Corruption.Kind.MISSED_WRITE : Corruption.Kind.WRONG_DATA;
                found.add(new Corruption(kind, destination.region().start() + destination.from() + i, expected, is));
            }
        }
    }
}

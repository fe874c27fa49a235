// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.netdma.tck.bench.PatternedCopy.Field;
import org.opentest4j.AssertionFailedError;

/**
 * Several copies side by side, from one region to another, with guards between them.
 *
 * @param list the copies, in the order of their addresses
 */
public record Copies(List<PatternedCopy> list) {

    /** Bytes before and after each copy that nobody may touch. */
    public static final int GUARD = 64;

    /** {@return copies of one size, prepared} */
    public static Copies of(Bench bench, int count, int size) {
        int stride = size + 2 * GUARD;
        Region source = bench.memory().allocate(count * stride);
        Region destination = bench.memory().allocate(count * stride);
        return new Copies(IntStream.range(0, count)
                .mapToObj(i -> new PatternedCopy(new Field(source, i * stride, stride, GUARD),
                        new Field(destination, i * stride, stride, GUARD), size).prepare())
                .toList());
    }

    /** {@return copies of assorted sizes at assorted alignments, prepared} */
    public static Copies assorted(Bench bench) {
        int[] sizes = {200, 1, 2, 3, 7, 8, 9, 15, 16, 17, 63, 64, 65, 1000, 4095, 4096, 4097, 10_000};
        int stride = 10_000 + 4 * GUARD;
        Region source = bench.memory().allocate(sizes.length * stride);
        Region destination = bench.memory().allocate(sizes.length * stride);
        return new Copies(IntStream.range(0, sizes.length)
                .mapToObj(i -> new PatternedCopy(new Field(source, i * stride, stride, GUARD + i * 5 % 16),
                        new Field(destination, i * stride, stride, GUARD + i * 11 % 16), sizes[i]).prepare())
                .toList());
    }

    /** {@return a copy between two regions of its own, at any offset and with guards of at least 64 bytes, prepared} */
    public static PatternedCopy between(Region source, int sourceOffset, Region destination, int destinationOffset,
            int size) {
        return new PatternedCopy(new Field(source, 0, source.length(), sourceOffset),
                new Field(destination, 0, destination.length(), destinationOffset), size).prepare();
    }

    /** {@return the region that all of them write to} */
    public Region destination() {
        return list.get(0).destinationRegion();
    }

    /** {@return one of them} */
    public PatternedCopy get(int index) {
        return list.get(index);
    }

    /** {@return a descriptor for each} */
    public List<Descriptor> descriptors() {
        return descriptors(0, list.size());
    }

    /** {@return a descriptor for each of a range} */
    public List<Descriptor> descriptors(int from, int to) {
        return list.subList(from, to).stream().map(copy -> copy.descriptor(0)).toList();
    }

    /** Fails when a copy of the range did not happen exactly as it should. */
    public void assertCopied(int from, int to) {
        IntStream.range(from, to).forEach(i -> check("copy " + i, list.get(i).verifyCopied()));
    }

    /** Fails when a copy did not happen exactly as it should. */
    public void assertCopied() {
        assertCopied(0, list.size());
    }

    /** Fails when one of the range happened, though it should not. */
    public void assertUntouched(int from, int to) {
        IntStream.range(from, to).forEach(i -> check("copy " + i + ", which should not have happened",
                list.get(i).verifyUntouched()));
    }

    /** Fails when a byte of any of them went wrong in the given way. */
    public void assertNo(Corruption.Kind... kinds) {
        Predicate<Corruption> meant = corruption -> List.of(kinds).contains(corruption.kind());
        IntStream.range(0, list.size()).forEach(i -> check("copy " + i,
                list.get(i).verifyCopied().stream().filter(meant).toList()));
    }

    /** Fails, naming the copy, when there is any corruption. */
    public static void check(String copy, List<Corruption> corruptions) {
        if (!corruptions.isEmpty()) {
            throw new AssertionFailedError(copy + ": "
                    + corruptions.stream().map(Corruption::toString).collect(Collectors.joining("; ")));
        }
    }
}

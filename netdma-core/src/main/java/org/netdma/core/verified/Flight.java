// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verified;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList.Element;

/** One copy, from its entry into a channel until it is done. Guarded by the book that it is in. */
final class Flight {

    /** Of a copy that has no ticket of its own. */
    static final long NO_TICKET = Long.MAX_VALUE;

    final long ticket;
    private final MemoryRegion source;
    private final long sourceOffset;
    private final MemoryRegion destination;
    private final long destinationOffset;
    private final long length;
    private final boolean unseen;
    private boolean submitted;
    /** Null while it is not sampled. */
    private Sample sample;

    /** The bytes of both sides, what those of the source were at submission, and who submitted. */
    private record Sample(ByteBuffer source, ByteBuffer destination, long sum, List<StackTraceElement> stack) {
    }

    Flight(long ticket, MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length) {
        this(ticket, source, sourceOffset, destination, destinationOffset, length, false);
    }

    /** {@return one that is never looked at, and writes a piece of memory} */
    static Flight unseen(long ticket, Element to) {
        return new Flight(ticket, to.region(), to.offset(), to.region(), to.offset(), to.length(), true);
    }

    private Flight(long ticket, MemoryRegion source, long sourceOffset, MemoryRegion destination,
            long destinationOffset, long length, boolean unseen) {
        this.unseen = unseen;
        this.ticket = ticket;
        this.source = source;
        this.sourceOffset = sourceOffset;
        this.destination = destination;
        this.destinationOffset = destinationOffset;
        this.length = length;
    }

    boolean isSubmitted() {
        return submitted;
    }

    boolean isSampled() {
        return sample != null;
    }

    /** Notes that the engine owns the bytes from now on. */
    void submit() {
        submitted = true;
    }

    /** Notes that it does not, since the submission was refused. */
    void takeBack() {
        submitted = false;
        sample = null;
    }

    /** Remembers what the bytes are; a region that is closed by now is not looked at. */
    void look() {
        if (unseen) {
            return;
        }
        try {
            ByteBuffer from = source.buffer().slice((int) sourceOffset, (int) length);
            sample = new Sample(from, destination.buffer().slice((int) destinationOffset, (int) length), sum(from),
                    Arrays.stream(Thread.currentThread().getStackTrace()).skip(1).dropWhile(Flight::isOwn).toList());
        } catch (NetDmaException closed) {
            sample = null;
        }
    }

    private static boolean isOwn(StackTraceElement frame) {
        return frame.getClassName().startsWith(Flight.class.getPackageName() + ".");
    }

    /** Looks no longer: somebody else may change its bytes, rightly. */
    void lookAway() {
        sample = null;
    }

    /** {@return whether this one may change what the other one reads or writes} */
    boolean disturbs(Flight other) {
        return overlap(destination, destinationOffset, length, other.source, other.sourceOffset, other.length)
                || overlap(destination, destinationOffset, length, other.destination, other.destinationOffset,
                        other.length);
    }

    private static boolean overlap(MemoryRegion one, long offset, long length, MemoryRegion other, long otherOffset,
            long otherLength) {
        long start = one.physicalAddress() + offset;
        long otherStart = other.physicalAddress() + otherOffset;
        return start < otherStart + otherLength && otherStart < start + length;
    }

    /** {@return what is wrong with the bytes of a copy that is done; empty when nothing is, or nobody looked} */
    Optional<String> damage() {
        if (sample == null) {
            return Optional.empty();
        }
        String what = "of a copy of %d bytes from %s to %s".formatted(length, source, destination);
        if (sum(sample.source) != sample.sum) {
            return Optional.of("bytes of the source " + what + " were changed before it was done");
        }
        return sum(sample.destination) == sample.sum ? Optional.empty()
                : Optional.of("bytes of the destination " + what + " are not those of the source: somebody wrote there "
                        + "before it was done, or the engine is broken");
    }

    /** {@return where it was submitted} */
    List<StackTraceElement> stack() {
        return sample == null ? List.of() : sample.stack;
    }

    private static long sum(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes.duplicate());
        return crc.getValue();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.fake;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assertions;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;
import org.netdma.provider.ChannelHandle;

/**
 * One channel's engine, moved by hand: does a descriptor when it is told to. Counts [XFR-4] or follows links [XFR-3].
 * A descriptor whose memory is out of reach halts it.
 */
public final class FakeEngine {

    private static final int PAGE_BREAKS = ControlFlags.SOURCE_PAGE_BREAK | ControlFlags.DESTINATION_PAGE_BREAK;

    /** More than any test submits. */
    private static final int MOST = 1_000_000;

    /** Targets of the context changes it did. */
    public final List<Integer> contexts = new CopyOnWriteArrayList<>();
    private final BusMemory memory;
    private final long word;
    private final ChannelHandle handle;
    private final boolean counted;
    private long next;
    private long last;
    private long lastWhole;
    private int count;
    private boolean running;
    private boolean faulted;
    private boolean suspended;
    private boolean lastReported;
    private boolean interruptsLost;
    private boolean faultsUnreported;
    private int faultAfter = -1;

    FakeEngine(BusMemory memory, long word, ChannelHandle handle, boolean counted) {
        this.memory = memory;
        this.word = word;
        this.handle = handle;
        this.counted = counted;
    }

    synchronized void start(long descriptor, int descriptors) {
        next = descriptor;
        last = 0;
        lastReported = false;
        lastWhole = 0;
        count = descriptors;
        running = true;
        faulted = false;
        suspended = false;
    }

    /** {@return whether the new descriptors are linked to the last one} */
    synchronized boolean append(long descriptor, int descriptors) {
        if (!running) {
            return false;
        }
        count += descriptors;
        return true;
    }

    /** {@return whether it stands still since a descriptor failed} */
    public synchronized boolean isFaulted() {
        return faulted;
    }

    /** Stops, and forgets what is queued: as abort, reset or the loss of power do. */
    public synchronized void stop(boolean report) {
        running = false;
        faulted = false;
        suspended = false;
        count = 0;
        if (report) {
            write(lastWhole, TransferStatus.HALTED);
        }
    }

    /** {@return the last descriptor processed since start, 0 for none} */
    synchronized long suspend() {
        suspended = true;
        if (lastReported) {
            write(last, TransferStatus.SUSPEND);
        }
        return last;
    }

    synchronized void resume() {
        suspended = false;
        if (last != 0) { // rereads the last processed descriptor for its new next
            BusWindow ring = memory.window(last);
            next = ring.bytes().getLong((int) (last - ring.start()) + DescriptorLayout.NEXT_DESCRIPTOR);
        }
    }

    /** Lets interrupts get lost from now on. */
    public synchronized void loseInterrupts() {
        interruptsLost = true;
    }

    /** Writes no completion word from now on when a descriptor fails. */
    public synchronized void reportNoFaults() {
        faultsUnreported = true;
    }

    /** Fails the descriptor after so many more. */
    public synchronized void faultAfter(int descriptors) {
        faultAfter = descriptors;
    }

    /** Does as many descriptors as there are, and those that their completions bring. {@return how many} */
    public int drain() {
        int done = step(MOST);
        Assertions.assertTrue(done < MOST, "there is no end of descriptors");
        return done;
    }

    /** Does at most so many descriptors. {@return how many} */
    public int step(int most) {
        int done = 0;
        while (done < most && step()) {
            done++;
        }
        return done;
    }

    /** Does one descriptor. {@return false when there is none, or it failed} */
    public boolean step() {
        long report;
        boolean whole;
        synchronized (this) {
            long descriptor = current();
            if (descriptor == 0) {
                return false;
            }
            BusWindow ring = memory.window(descriptor);
            int at = (int) (descriptor - ring.start());
            int flags = ring.bytes().getInt(at + DescriptorLayout.CONTROL_FLAGS);
            if ((flags & ControlFlags.OP_TYPE_MASK) != 0) {
                contexts.add(ring.bytes().getInt(at + DescriptorLayout.DCA_CONTEXT));
                flags = ControlFlags.NULL_TRANSFER; // the other bits mean something else here
            }
            whole = faultAfter-- != 0 && move(ring.bytes(), at, flags);
            report = whole ? descriptor : 0;
            complete(descriptor, flags, whole, ring.bytes().getLong(at + DescriptorLayout.NEXT_DESCRIPTOR));
            if (interruptsLost || whole && (flags & ControlFlags.INTERRUPT_ON_COMPLETION) == 0) {
                return whole;
            }
        }
        handle.isr(report);
        handle.interruptDpc(report);
        return whole;
    }

    private long current() {
        if (!running || suspended) {
            return 0;
        }
        if (counted) {
            return count > 0 ? next : 0;
        }
        if (next == 0 && last != 0) { // sits on the last descriptor: rereads its link
            BusWindow ring = memory.window(last);
            next = ring.bytes().getLong((int) (last - ring.start()) + DescriptorLayout.NEXT_DESCRIPTOR);
        }
        return next;
    }

    private void complete(long descriptor, int flags, boolean whole, long link) {
        if (!whole) {
            running = false;
            faulted = true;
            if (!faultsUnreported) {
                write(lastWhole, TransferStatus.HALTED);
            }
            return;
        }
        last = descriptor;
        lastWhole = descriptor;
        next = link;
        count--;
        lastReported = (flags & ControlFlags.STATUS_UPDATE_ON_COMPLETION) != 0;
        if (lastReported) {
            boolean more = counted ? count > 0 : link != 0;
            write(descriptor, more ? TransferStatus.ACTIVE : TransferStatus.IDLE);
        }
    }

    private boolean move(ByteBuffer ring, int at, int flags) {
        int size = ring.getInt(at + DescriptorLayout.TRANSFER_SIZE);
        if ((flags & ControlFlags.NULL_TRANSFER) != 0 || size == 0) {
            return true;
        }
        if (ControlFlags.illegalFor(flags, counted ? NetDmaVersion.V2_0 : NetDmaVersion.V1_0) != 0) {
            return false;
        }
        long source = ring.getLong(at + DescriptorLayout.SOURCE_ADDRESS);
        long destination = ring.getLong(at + DescriptorLayout.DESTINATION_ADDRESS);
        if ((flags & PAGE_BREAKS) != 0) {
            long sourceBreak = (flags & ControlFlags.SOURCE_PAGE_BREAK) != 0 ? toPageEnd(source) : Long.MAX_VALUE;
            long destinationBreak =
                    (flags & ControlFlags.DESTINATION_PAGE_BREAK) != 0 ? toPageEnd(destination) : Long.MAX_VALUE;
            long nextSource = ring.getLong(at + DescriptorLayout.NEXT_SOURCE_ADDRESS);
            long nextDestination = ring.getLong(at + DescriptorLayout.NEXT_DESTINATION_ADDRESS);
            for (int i = 0; i < size; i++) { // byte for byte: slow, and plainly right [XFR-12]
                long from = i < sourceBreak ? source + i : page(nextSource) + i - sourceBreak;
                long to = i < destinationBreak ? destination + i : page(nextDestination) + i - destinationBreak;
                if (!move(from, to, 1)) {
                    return false;
                }
            }
            return true;
        }
        return move(source, destination, size);
    }

    private static long toPageEnd(long address) {
        return DescriptorLayout.PAGE_SIZE - (address & DescriptorLayout.PAGE_SIZE - 1);
    }

    /** An address that is not of a page is nowhere. */
    private static long page(long address) {
        return (address & DescriptorLayout.PAGE_SIZE - 1) == 0 ? address : -1;
    }

    private boolean move(long source, long destination, int size) {
        BusWindow from = memory.window(source);
        BusWindow to = memory.window(destination);
        if (!from.holds(source, size) || !to.holds(destination, size) || !to.isWritable()) {
            return false;
        }
        to.bytes().put((int) (destination - to.start()), from.bytes(), (int) (source - from.start()), size);
        return true;
    }

    /** Writes the completion word, legal or not. */
    public void write(long descriptor, TransferStatus status) {
        BusWindow window = memory.window(word);
        DescriptorLayout.LONG.setRelease(window.bytes(), (int) (word - window.start()),
                CompletionWord.of(descriptor, status));
    }
}

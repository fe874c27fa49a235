// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.netdma.descriptor.DescriptorLayout.LONG;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.descriptor.TransferStatus;

/**
 * An engine without a thread, memory, and for each channel a ring of {@value #SLOTS} descriptors with a completion word
 * behind it. The test says when the engine works.
 */
final class EngineFixture {

    static final int SLOTS = 16;
    static final int MAXIMUM_TRANSFER = 16384;
    /** How many small descriptors a channel does in one turn. */
    static final int TURN = (int) (DescriptorWalker.TURN / DescriptorWalker.DESCRIPTOR_COST);
    static final int DATA_SIZE = 65536;
    static final long SOURCE = 0x20_0000;
    static final long DESTINATION = 0x30_0000;
    static final long NOWHERE = 0x7777_0000;

    private static final long RING = 0x10_0000;
    private static final long RING_DISTANCE = 0x1000;

    final TestMemory memory = new TestMemory();
    final TestMemory.Window source = memory.map(SOURCE, DATA_SIZE).filled(1);
    final TestMemory.Window destination = memory.map(DESTINATION, DATA_SIZE);
    final DmaEngine engine;
    final List<Integer> interrupts = new ArrayList<>();
    private final List<TestMemory.Window> rings = new ArrayList<>();

    EngineFixture(NetDmaVersion version) {
        this(version, 1);
    }

    EngineFixture(NetDmaVersion version, int channels) {
        this(version, channels, IdlePolicy.BALANCED);
    }

    EngineFixture(NetDmaVersion version, int channels, IdlePolicy policy) {
        this(new EngineOptions(version, channels, MAXIMUM_TRANSFER, Long.MAX_VALUE, true, policy, 0));
    }

    EngineFixture(EngineOptions options) {
        engine = new DmaEngine(options, memory);
        for (int n = 0; n < options.channels(); n++) {
            int channel = n;
            rings.add(memory.map(slot(n, 0), (SLOTS + 1) * DescriptorLayout.SIZE));
            writeWord(n, CompletionWord.ARMED);
            engine.connectInterrupt(n, () -> interrupts.add(channel));
            engine.channel(n).enable(slot(n, SLOTS));
        }
    }

    ChannelRegisters channel() {
        return engine.channel(0);
    }

    TestMemory.Window ring() {
        return rings.get(0);
    }

    /** {@return the address of a descriptor of channel 0; the ring wraps} */
    static long slot(int number) {
        return slot(0, number % SLOTS);
    }

    static long slot(int channel, int number) {
        return RING + channel * RING_DISTANCE + (long) number * DescriptorLayout.SIZE;
    }

    /** Writes a descriptor of channel 0 that copies to the same offset in the destination, linked to the next slot. */
    void copy(int number, int offset, int size, int flags) {
        write(number, size, flags, SOURCE + offset, DESTINATION + offset, slot(number + 1));
    }

    /** Writes a descriptor of channel 0. */
    void write(int number, int size, int flags, long from, long to, long next) {
        write(0, number, size, flags, from, to, next);
    }

    void write(int channel, int number, int size, int flags, long from, long to, long next) {
        ByteBuffer bytes = rings.get(channel).bytes();
        int at = number % SLOTS * DescriptorLayout.SIZE;
        bytes.putInt(at + DescriptorLayout.TRANSFER_SIZE, size);
        bytes.putInt(at + DescriptorLayout.CONTROL_FLAGS, flags);
        bytes.putLong(at + DescriptorLayout.SOURCE_ADDRESS, from);
        bytes.putLong(at + DescriptorLayout.DESTINATION_ADDRESS, to);
        link(channel, number, next);
    }

    void link(int channel, int number, long next) {
        LONG.setRelease(rings.get(channel).bytes(),
                number % SLOTS * DescriptorLayout.SIZE + DescriptorLayout.NEXT_DESCRIPTOR, next);
    }

    /** Adds the pages that a descriptor of channel 0 breaks to. */
    void breakAt(int number, long nextSource, long nextDestination) {
        int at = number % SLOTS * DescriptorLayout.SIZE;
        ring().bytes().putLong(at + DescriptorLayout.NEXT_SOURCE_ADDRESS, nextSource);
        ring().bytes().putLong(at + DescriptorLayout.NEXT_DESTINATION_ADDRESS, nextDestination);
    }

    /** Lets the engine work until there is nothing to do. */
    void run() {
        int rounds = 0;
        while (engine.doWork() > 0) {
            if (rounds++ > 10_000) {
                throw new AssertionError("the engine does not come to rest");
            }
        }
    }

    /** Waits until CHAN_STATUS of channel 0 is this; an {@link EngineThread} does the work. */
    void awaitStatus(long status, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (channel().status() != status) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("CHAN_STATUS is 0x%X, expected 0x%X".formatted(channel().status(), status));
            }
            Thread.onSpinWait();
        }
    }

    /** {@return the completion word of channel 0} */
    long word() {
        return word(0);
    }

    long word(int channel) {
        return (long) LONG.getAcquire(rings.get(channel).bytes(), SLOTS * DescriptorLayout.SIZE);
    }

    void writeWord(int channel, long word) {
        rings.get(channel).bytes().putLong(SLOTS * DescriptorLayout.SIZE, word);
    }

    static long word(int slot, TransferStatus status) {
        return CompletionWord.of(slot(slot), status);
    }

    void assertCopied(int offset, int size) {
        assertArrayEquals(source.read(offset, size), destination.read(offset, size),
                "bytes %d to %d".formatted(offset, offset + size));
    }

    void assertUntouched(int offset, int size) {
        assertArrayEquals(new byte[size], destination.read(offset, size),
                "bytes %d to %d".formatted(offset, offset + size));
    }
}

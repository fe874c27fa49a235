// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.descriptor.ControlFlags.DESTINATION_NO_SNOOP;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.NULL_TRANSFER;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_MASK;
import static org.netdma.descriptor.ControlFlags.SERIALIZE_TRANSFER;
import static org.netdma.descriptor.ControlFlags.SOURCE_NO_SNOOP;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;

import java.lang.System.Logger.Level;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.BusMemory;

/**
 * Walks one channel's descriptors: from doorbell to completion, in order [XFR-10]. Engine thread only.
 *
 * <p>A 2.0 channel counts: it does as many descriptors as the doorbell announced, and keeps the link of the last one
 * for the next doorbell [XFR-4]. A 1.x channel follows links until one is null, and reads that link again when the
 * doorbell rings [XFR-3].
 */
final class DescriptorWalker extends WalkerState.Padded {

    /** Bytes that a channel's turn may cost before the next channel has its own. */
    static final long TURN = 1 << 20;
    /** What a descriptor costs besides the bytes it moves; so a turn has at most 64 of them. */
    static final long DESCRIPTOR_COST = 1 << 14;
    /** Copies up to this size may be reported together: it takes the engine less than a microsecond. */
    private static final long SMALL = 1 << 12;
    /** Less one: a report waits for so many copies behind it at most, if they are there and small. A power of two. */
    private static final long REPORTED_TOGETHER = 8 - 1;

    private static final System.Logger LOG = System.getLogger(DescriptorWalker.class.getName());

    /** Flags that every version knows; the no-snoop hints are ignored. */
    private static final int SIMPLE_FLAGS = INTERRUPT_ON_COMPLETION | SOURCE_NO_SNOOP | DESTINATION_NO_SNOOP
            | STATUS_UPDATE_ON_COMPLETION | SERIALIZE_TRANSFER | NULL_TRANSFER;
    private static final int UNKNOWN = -1;
    private static final int REPORTING_FLAGS =
            INTERRUPT_ON_COMPLETION | STATUS_UPDATE_ON_COMPLETION | SERIALIZE_TRANSFER;

    private final ChannelPort port;
    private final IotlbEntry descriptors;
    private final DescriptorRereader rereader;
    private final BusMemory memory;
    private final EngineOptions options;
    private final CompletionWriter completion;
    private final InterruptModeration moderation;
    private final boolean counted;
    private final ChannelFaults injected;
    private TransferUnit transfers;
    private ChannelState state = ChannelState.ARMED;
    /** Null while nothing goes wrong on purpose. */
    private ChannelFaults faults;

    DescriptorWalker(ChannelPort port, BusMemory memory, EngineOptions options, FaultInjector injector) {
        this.port = port;
        this.memory = memory;
        this.options = options;
        this.injected = new ChannelFaults(injector);
        this.descriptors = new IotlbEntry(memory, options.maximumAddress(), IotlbEntry.Access.READ);
        this.rereader = new DescriptorRereader(descriptors);
        this.transfers = new TransferUnit(port, new CopyEngine(memory, options.maximumAddress()), options);
        this.completion = new CompletionWriter(memory, options.maximumAddress());
        this.moderation = new InterruptModeration(options.interruptDelayNanos());
        this.counted = options.version().isAtLeast(NetDmaVersion.V2_0);
        port.status(CompletionWord.ARMED);
    }

    /** Obeys what CHAN_CONTROL commands, then has its turn of descriptors. {@return how much there was to do} */
    int walk() {
        try {
            int done = port.control() == acknowledged ? 0 : obey();
            int copied = state == ChannelState.RUNNING ? takeTurn() : 0;
            return moderation.isDue() ? moderate(copied) : done + copied;
        } catch (RuntimeException | InternalError e) {
            // InternalError: the page of a mapped file is gone. Whatever it is, it stops this channel only.
            LOG.log(Level.WARNING, "channel %d halts at descriptor 0x%X".formatted(port.channel(), next), e);
            halt(FaultCode.MEMORY);
            return 1;
        }
    }

    /** Raises the interrupt that is due when its time has come. {@return that there is something to do until then} */
    private int moderate(int copied) {
        if (moderation.isOver(System.nanoTime(), copied, port.doorbell() - taken)) {
            interrupt();
        }
        return 1;
    }

    private int obey() {
        if (injected.isDeaf()) {
            return 0;
        }
        long control = port.control();
        switch (Command.of(control)) {
            case NONE -> { }
            case LOAD -> state = state.next(ChannelState.Event.LOAD);
            case START -> {
                if (!begin(control)) {
                    return 1; // a newer command is there; it is obeyed next time
                }
            }
            case ABORT -> abort();
            case DETACH -> detach();
            case RESET -> reset();
            case SUSPEND -> suspend();
            case RESUME -> resume();
            case INJECT -> lookAtFaults();
        }
        acknowledged = control;
        port.acknowledge(control);
        return 1;
    }

    /** Takes over the descriptor registers. {@return false when the driver has begun to write new ones} */
    private boolean begin(long control) {
        long first = port.descriptorAddress();
        long base = port.descriptorBase();
        long completionAddress = port.completionAddress();
        if (port.control() != control) {
            return false; // the driver writes LOAD before the registers: what was read may be of two chains
        }
        next = first;
        last = 0;
        unreported = 0;
        taken = base;
        seenDoorbell = base;
        completion.reportTo(completionAddress);
        port.status(CompletionWord.ARMED);
        port.error(FaultCode.NONE, 0);
        state = state.next(ChannelState.Event.START);
        return true;
    }

    /** Does descriptors until there are none for now, or another channel shall have its turn. */
    private int takeTurn() {
        long doorbell = port.doorbell();
        if (!counted) {
            rereadLink(doorbell);
        }
        long pending = counted ? doorbell - taken : Long.MAX_VALUE;
        long left = faults == null ? followChain(pending, TURN) : misbehave(pending);
        int done = (int) (pending - left);
        if (done > 0 && state == ChannelState.RUNNING) {
            taken += done;
            port.status(word(more(left)));
        }
        return done;
    }

    /**
     * Does the descriptors of one turn. The loop has few variables and its rare cases outside: it is compiled in one
     * piece, and then costs about 10 ns for each descriptor besides the copy.
     *
     * @param pending how many descriptors are counted
     * @param turn    what they may cost; one is done even if it costs more
     * @return how many of them are left
     */
    private long followChain(long pending, long turn) {
        long left = pending;
        long budget = turn;
        long address = next;
        int at = UNKNOWN;
        // CHAN_CONTROL is read after the doorbell: a count that belongs to a new chain never reaches the old one, and
        // nothing of an old chain is begun after START or ABORT was commanded [XFR-2, XFR-7].
        while (budget > 0 && (counted ? left > 0 : address != 0) && port.control() == acknowledged) {
            left--;
            if (at < 0) {
                at = descriptors.locate(address, DescriptorLayout.SIZE);
            }
            if (at < 0 || !DescriptorLayout.isAligned(address)) {
                halt(at < 0 ? FaultCode.DESCRIPTOR_ADDRESS : FaultCode.DESCRIPTOR_ALIGNMENT);
                break;
            }
            ByteBuffer ring = descriptors.bytes();
            long sizeAndFlags = ring.getLong(at + DescriptorLayout.TRANSFER_SIZE);
            long source = ring.getLong(at + DescriptorLayout.SOURCE_ADDRESS);
            long destination = ring.getLong(at + DescriptorLayout.DESTINATION_ADDRESS);
            // Read before completion is reported: from then on the descriptor is the interface's again.
            long following = counted
                    ? ring.getLong(at + DescriptorLayout.NEXT_DESCRIPTOR) : DescriptorRereader.link(ring, at);
            int flags = (int) (sizeAndFlags >>> Integer.SIZE);
            long size = (flags & NULL_TRANSFER) == 0 ? sizeAndFlags & 0xFFFF_FFFFL : 0;
            if (size > SMALL) {
                reportUnreported();
                if (state != ChannelState.RUNNING) {
                    break;
                }
            }
            FaultCode fault = (flags & ~SIMPLE_FLAGS) == 0
                    ? transfers.transfer(source, destination, size)
                    : transfers.special(ring, at, flags, size);
            if (fault != FaultCode.NONE) {
                halt(fault);
                break;
            }
            // Most links name the slot behind. Where that is does not depend on the link, so that the processor fetches
            // the next descriptor from the submitter's cache while this one is still on its way.
            at = following == address + DescriptorLayout.SIZE ? descriptors.behind(at, DescriptorLayout.SIZE) : UNKNOWN;
            last = address;
            next = following;
            address = following;
            budget -= size + DESCRIPTOR_COST;
            if ((flags & REPORTING_FLAGS) != 0) {
                if (flags == STATUS_UPDATE_ON_COMPLETION && size <= SMALL && more(left)
                        && (left & REPORTED_TOGETHER) != 0) {
                    unreported = last;
                } else {
                    report(flags, word(more(left)));
                    if (state != ChannelState.RUNNING) {
                        break;
                    }
                }
            }
        }
        reportUnreported();
        return left;
    }

    /**
     * Writes the word of the newest descriptor whose report waits for those behind it: when the word is written for
     * each small copy, the cache line it is in goes back and forth between the engine and who polls it [CPL-2].
     */
    private void reportUnreported() {
        if (unreported != 0 && state == ChannelState.RUNNING) { // a word that says HALTED tells of all
            report(STATUS_UPDATE_ON_COMPLETION, CompletionWord.of(unreported, TransferStatus.ACTIVE));
        }
    }

    /** Does one descriptor, or what a test wants instead. {@return how many are left} */
    private long misbehave(long pending) {
        if (faults.isHanging() || !more(pending)) {
            return pending;
        }
        if (!rereader.movesBytes(next)) {
            return followChain(pending, 1);
        }
        if (faults.interruptsWithoutCause()) {
            port.interrupt();
        }
        long left = switch (faults.next()) {
            case DONE -> followChain(pending, 1);
            case SPOILT -> spoil(pending);
            case HANGS -> pending;
            case FAILS -> {
                halt(FaultCode.INJECTED);
                yield pending - 1;
            }
        };
        forgetFaults();
        return left;
    }

    /** Does one descriptor with a copy engine that writes a wrong byte. */
    private long spoil(long pending) {
        TransferUnit sound = transfers;
        transfers = new TransferUnit(port, new CorruptingCopyEngine(memory, options.maximumAddress()), options);
        try {
            return followChain(pending, 1);
        } finally {
            transfers = sound;
        }
    }

    private void lookAtFaults() {
        injected.look();
        forgetFaults();
    }

    private void endHang() {
        injected.endHang();
        forgetFaults();
    }

    private void forgetFaults() {
        faults = injected.areOver() ? null : injected;
    }

    /** {@return whether there is a descriptor to do: counted, or linked} */
    private boolean more(long left) {
        return counted ? left > 0 : next != 0;
    }

    /** Reads the link of the last descriptor again if the doorbell has rung since it was found to be null [XFR-3]. */
    private void rereadLink(long doorbell) {
        if (next == 0 && doorbell != seenDoorbell) {
            next = rereader.link(last);
        }
        seenDoorbell = doorbell;
    }

    private long word(boolean more) {
        return CompletionWord.of(last, more ? TransferStatus.ACTIVE : TransferStatus.IDLE);
    }

    /** Reports the descriptor just done as its flags ask [CPL-1]; halts if the completion word can not be written. */
    private void report(int flags, long word) {
        if ((flags & OP_TYPE_MASK) != 0) {
            return; // in a context change these bits mean something else
        }
        if ((flags & STATUS_UPDATE_ON_COMPLETION) != 0) {
            unreported = 0; // this word tells of them too
            if (!completion.write(word)) {
                halt(FaultCode.COMPLETION_ADDRESS);
                return;
            }
        } else {
            reportUnreported(); // before anything else is told
        }
        if ((flags & SERIALIZE_TRANSFER) != 0) {
            VarHandle.fullFence(); // data and status are visible before the next descriptor's data is read
        }
        if ((flags & INTERRUPT_ON_COMPLETION) != 0) {
            port.status(word);
            if (moderation.request()) {
                interrupt();
            }
        }
    }

    private void interrupt() {
        moderation.clear();
        if (faults == null || !faults.losesInterrupt()) {
            port.interrupt();
        }
    }

    /** Stops on a fault: error registers, completion word, interrupt [INT-3]. */
    private void halt(FaultCode fault) {
        state = state.next(ChannelState.Event.FAULT);
        port.error(fault, next);
        reportHalted();
        interrupt();
    }

    private void detach() {
        endHang();
        halt(FaultCode.DETACHED);
    }

    private void abort() {
        endHang();
        state = state.next(ChannelState.Event.ABORT);
        port.error(FaultCode.NONE, next);
        reportHalted();
    }

    /** Stands still behind the newest descriptor done, and says so where that one asked for a report [XFR-6]. */
    private void suspend() {
        if (state.next(ChannelState.Event.SUSPEND) == state) {
            return;
        }
        state = state.next(ChannelState.Event.SUSPEND);
        long word = CompletionWord.of(last, TransferStatus.SUSPEND);
        port.status(word);
        if (last != 0 && rereader.wantsStatus(last) && !completion.write(word)) {
            halt(FaultCode.COMPLETION_ADDRESS);
        }
    }

    /** Goes on, with the link of the newest descriptor done as it is by now [XFR-6]. */
    private void resume() {
        if (state.next(ChannelState.Event.RESUME) == state) {
            return;
        }
        state = state.next(ChannelState.Event.RESUME);
        if (last != 0) {
            next = rereader.link(last);
        }
        port.status(last == 0 ? CompletionWord.ARMED : word(more(port.doorbell() - taken)));
    }

    private void reportHalted() {
        long word = CompletionWord.of(last, TransferStatus.HALTED);
        port.status(word);
        if (!completion.write(word)) {
            LOG.log(Level.WARNING, "channel {0} halts and can not reach its completion word", port.channel());
        }
    }

    private void reset() {
        state = state.next(ChannelState.Event.RESET);
        next = 0;
        last = 0;
        endHang();
        unreported = 0;
        moderation.clear();
        descriptors.invalidate();
        transfers.invalidate();
        completion.reportTo(0);
        port.status(CompletionWord.ARMED);
        port.error(FaultCode.NONE, 0);
        port.dcaTarget(0);
    }
}

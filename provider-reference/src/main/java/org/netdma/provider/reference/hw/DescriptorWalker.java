// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import java.lang.System.Logger.Level;
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

    /** Bytes that a channel's turn may cost before the next channel has its own, roughly. */
    static final long TURN = 1 << 20;
    /** What a descriptor costs besides the bytes it moves; so a turn has at most 64 of them. */
    static final long DESCRIPTOR_COST = 1 << 14;

    private static final System.Logger LOG = System.getLogger(DescriptorWalker.class.getName());

    private final ChannelPort port;
    private final IotlbEntry descriptors;
    private final DescriptorRereader rereader;
    private final BusMemory memory;
    private final EngineOptions options;
    private final ChannelFaults faults;
    private final CompletionReporter reporter;
    private final boolean counted;
    private TransferUnit transfers;
    private ChannelState state = ChannelState.ARMED;

    DescriptorWalker(ChannelPort port, BusMemory memory, EngineOptions options, FaultInjector injector) {
        this.port = port;
        this.memory = memory;
        this.options = options;
        this.faults = new ChannelFaults(injector);
        this.reporter = new CompletionReporter(port, memory, options, faults);
        this.descriptors = new IotlbEntry(memory, options.maximumAddress(), IotlbEntry.Access.READ);
        this.rereader = new DescriptorRereader(descriptors);
        this.transfers = new TransferUnit(port, new CopyEngine(memory, options.maximumAddress()), options);
        this.counted = options.version().isAtLeast(NetDmaVersion.V2_0);
        port.status(CompletionWord.ARMED);
    }

    /** Obeys what CHAN_CONTROL commands, then has its turn of descriptors. {@return how much there was to do} */
    int walk() {
        try {
            int done = port.control() == acknowledged ? 0 : obey();
            int copied = state == ChannelState.RUNNING ? takeTurn() : 0;
            return reporter.isInterruptDue() ? moderate(copied) : done + copied;
        } catch (Throwable e) { // whatever it is, it stops this channel only [MEM-13]
            FaultCode fault = FaultCode.of(e);
            halt(fault);
            // That memory vanishes is the client's affair, who is told.
            LOG.log(fault == FaultCode.INTERNAL ? Level.ERROR : Level.DEBUG,
                    "channel %d halts at descriptor 0x%X".formatted(port.channel(), next), e);
            return 1;
        }
    }

    /** Raises the interrupt that is due when its time has come. {@return that there is something to do until then} */
    private int moderate(int copied) {
        reporter.moderate(copied, port.doorbell() - taken);
        return 1;
    }

    private int obey() {
        if (faults.isDeaf()) {
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
            case INJECT -> faults.look();
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
        taken = base;
        seenDoorbell = base;
        reporter.reportTo(completionAddress);
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
        long left = faults.areActive() ? misbehave(pending) : followChain(pending, TURN);
        int done = (int) (pending - left);
        if (done > 0 && state == ChannelState.RUNNING) {
            taken += done;
            port.status(word(last, more(left)));
        }
        return done;
    }

    /**
     * Does the descriptors of one turn: what is simple several at once, the rest one by one.
     *
     * @param pending how many descriptors are counted
     * @param turn    what they may cost; one is done even if it costs more
     * @return how many of them are left
     */
    private long followChain(long pending, long turn) {
        long left = pending;
        long budget = turn;
        // CHAN_CONTROL is read after the doorbell: a count that belongs to a new chain never reaches the old one, and
        // nothing of an old chain is begun after START or ABORT was commanded [XFR-2, XFR-7].
        while (budget > 0 && more(left) && state == ChannelState.RUNNING && port.control() == acknowledged) {
            int at = descriptors.locateAny(next, DescriptorLayout.SIZE);
            if (at < 0 || !DescriptorLayout.isAligned(next)) {
                halt(at < 0 ? FaultCode.DESCRIPTOR_ADDRESS : FaultCode.DESCRIPTOR_ALIGNMENT);
                return left - 1;
            }
            int done = counted && left >= SmallCopies.FEWEST && descriptors.isOpen() ? copySmall(at, left, budget) : 0;
            if (done > 0) {
                left -= done;
                budget -= done * (DESCRIPTOR_COST + transfers.small().bytesEach());
            } else {
                left--;
                budget -= doOne(at, left) + DESCRIPTOR_COST;
            }
        }
        return left;
    }

    /** Does small copies that lie one behind the other. {@return how many; 0 when the first one is none} */
    private int copySmall(int at, long left, long budget) {
        long slots = Math.min(left, descriptors.rest(at) / DescriptorLayout.SIZE);
        long most = Math.min(Math.min(slots, SmallCopies.MOST), (budget - 1) / DESCRIPTOR_COST + 1);
        SmallCopies small = transfers.small();
        int done = small.run(descriptors.bytes(), at, next, (int) most, acknowledged);
        if (done > 0) {
            long first = next;
            // Read before completion is reported: from then on the descriptors are the interface's again.
            next = small.following();
            last = first + (done - 1L) * DescriptorLayout.SIZE;
            int reporting = small.reporting();
            if (reporting >= 0) {
                boolean more = reporting < done - 1 || more(left - done);
                write(word(first + (long) reporting * DescriptorLayout.SIZE, more));
            }
        }
        return done;
    }

    /** Does one descriptor. {@return how many bytes it was to move} */
    private long doOne(int at, long left) {
        ByteBuffer ring = descriptors.bytes();
        long sizeAndFlags = ring.getLong(at + DescriptorLayout.TRANSFER_SIZE);
        // Read before completion is reported, too.
        long following = counted
                ? ring.getLong(at + DescriptorLayout.NEXT_DESCRIPTOR) : DescriptorRereader.link(ring, at);
        descriptors.checkAccess(); // before its flags are believed
        FaultCode fault = transfers.transfer(ring, at, sizeAndFlags);
        descriptors.checkAccess(); // and before its addresses are
        if (fault != FaultCode.NONE) {
            halt(fault);
            return 0;
        }
        last = next;
        next = following;
        if (!reporter.report((int) (sizeAndFlags >>> Integer.SIZE), word(last, more(left)))) {
            halt(FaultCode.COMPLETION_ADDRESS);
        }
        return sizeAndFlags & 0xFFFF_FFFFL;
    }

    private void write(long word) {
        if (!reporter.write(word)) {
            halt(FaultCode.COMPLETION_ADDRESS);
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
                halt(FaultCode.INJECTED, faults.errorDetail());
                yield pending - 1;
            }
        };
        faults.descriptorOver();
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

    private static long word(long descriptor, boolean more) {
        return CompletionWord.of(descriptor, more ? TransferStatus.ACTIVE : TransferStatus.IDLE);
    }

    /** Stops on a fault: error registers, completion word, interrupt [INT-3]. */
    private void halt(FaultCode fault) {
        halt(fault, 0);
    }

    private void halt(FaultCode fault, long detail) {
        state = state.next(ChannelState.Event.FAULT);
        port.error(fault, detail, next);
        reporter.reportHalted(haltedWord());
        reporter.interrupt();
    }

    /** The engine is broken: whatever is submitted is not done, and whoever waits for it is told. */
    void fail() {
        try {
            reporter.reportTo(port.completionAddress()); // of a START that was never obeyed, too
            halt(FaultCode.BROKEN);
        } catch (RuntimeException | Error e) { // the other channels are halted all the same
            LOG.log(Level.ERROR, "channel " + port.channel() + " of a broken engine does not halt", e);
        }
    }

    private void detach() {
        faults.endHang();
        reporter.reportTo(port.completionAddress()); // a START that this command took the place of has not said where
        halt(FaultCode.DETACHED);
    }

    private void abort() {
        faults.endHang();
        state = state.next(ChannelState.Event.ABORT);
        port.error(FaultCode.NONE, next);
        reporter.reportHalted(haltedWord());
    }

    /** Stands still behind the newest descriptor done, and says so where that one asked for a report [XFR-6]. */
    private void suspend() {
        if (state.next(ChannelState.Event.SUSPEND) == state) {
            return;
        }
        state = state.next(ChannelState.Event.SUSPEND);
        long word = CompletionWord.of(last, TransferStatus.SUSPEND);
        port.status(word);
        if (last != 0 && rereader.wantsStatus(last)) {
            write(word);
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
        port.status(last == 0 ? CompletionWord.ARMED : word(last, more(port.doorbell() - taken)));
    }

    private long haltedWord() {
        return CompletionWord.of(last, TransferStatus.HALTED);
    }

    private void reset() {
        state = state.next(ChannelState.Event.RESET);
        next = 0;
        last = 0;
        faults.endHang();
        reporter.reset();
        descriptors.invalidate();
        transfers.invalidate();
        port.status(CompletionWord.ARMED);
        port.error(FaultCode.NONE, 0);
        port.dcaTarget(0);
    }
}

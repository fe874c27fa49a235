// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_MASK;
import static org.netdma.descriptor.ControlFlags.SERIALIZE_TRANSFER;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;

import java.lang.System.Logger.Level;
import java.lang.invoke.VarHandle;
import org.netdma.provider.BusMemory;

/**
 * Tells of what one channel has done, as its descriptors ask: by the completion word, by CHAN_STATUS and an interrupt
 * [CPL-1]. Engine thread only.
 */
final class CompletionReporter {

    private static final System.Logger LOG = System.getLogger(CompletionReporter.class.getName());
    private static final int REPORTING_FLAGS =
            INTERRUPT_ON_COMPLETION | STATUS_UPDATE_ON_COMPLETION | SERIALIZE_TRANSFER;

    private final ChannelPort port;
    private final ChannelFaults faults;
    private final CompletionWriter completion;
    private final InterruptModeration moderation;

    CompletionReporter(ChannelPort port, BusMemory memory, EngineOptions options, ChannelFaults faults) {
        this.port = port;
        this.faults = faults;
        this.completion = new CompletionWriter(memory, options.maximumAddress());
        this.moderation = new InterruptModeration(options.interruptDelayNanos());
    }

    /** Takes over COMPLETION_ADDRESS; 0 for nowhere. */
    void reportTo(long completionAddress) {
        completion.reportTo(completionAddress);
    }

    /** Forgets where to report to, and an interrupt that is due. */
    void reset() {
        moderation.clear();
        completion.reportTo(0);
    }

    /**
     * Reports a descriptor just done. In a context change, whose flags these are not, nothing is reported.
     *
     * @param flags of the descriptor
     * @param word  that says that it is done
     * @return false when the completion word can not be written
     */
    boolean report(int flags, long word) {
        if ((flags & REPORTING_FLAGS) == 0 || (flags & OP_TYPE_MASK) != 0) {
            return true;
        }
        if ((flags & STATUS_UPDATE_ON_COMPLETION) != 0 && !completion.write(word)) {
            return false;
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
        return true;
    }

    /** Writes the completion word. {@return false when it can not be written} */
    boolean write(long word) {
        return completion.write(word);
    }

    /** Says that the channel has halted, as well as it can. */
    void reportHalted(long word) {
        port.status(word);
        if (!completion.write(word)) {
            LOG.log(Level.WARNING, "channel {0} halts and can not reach its completion word", port.channel());
        }
    }

    /** {@return whether an interrupt is held back} */
    boolean isInterruptDue() {
        return moderation.isDue();
    }

    /** Raises the interrupt that is held back if its time has come; see {@link InterruptModeration#isOver}. */
    void moderate(long more, long left) {
        if (moderation.isOver(System.nanoTime(), more, left)) {
            interrupt();
        }
    }

    /** Raises the channel's interrupt now. */
    void interrupt() {
        moderation.clear();
        if (!faults.losesInterrupt()) {
            port.interrupt();
        }
    }
}

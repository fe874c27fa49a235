// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.List;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.TransferStatus;

/**
 * What an engine tells of one channel, in its completion word or by interrupts: whichever the submissions ask for, and
 * whether it is all that was submitted. Any thread may look.
 */
final class CompletionWatch {

    private final WordRegion word;
    private final Ring ring;
    private final BenchThreads threads;
    private final int reporting;
    private volatile boolean lost;
    private volatile long lastSubmitted = -1;
    /** Whether the last descriptor submitted reports in the way that {@link #progress} looks at. */
    private volatile boolean lastReports = true;
    private volatile long lastInterrupt = -1;
    private volatile boolean interruptedByError;

    CompletionWatch(WordRegion word, Ring ring, BenchThreads threads, int reporting) {
        this.word = word;
        this.ring = ring;
        this.threads = threads;
        this.reporting = reporting;
        arm();
    }

    /** Nothing is told yet. */
    void arm() {
        word.write(CompletionWord.ARMED);
        lastInterrupt = -1;
        interruptedByError = false;
    }

    /** A chain is submitted, its first descriptor of this number. */
    void submitted(long first, List<Descriptor> chain) {
        lastReports = (chain.get(chain.size() - 1).flags() & reporting) != 0;
        lastSubmitted = first + chain.size() - 1;
    }

    /** Nothing is outstanding any more. */
    void forget() {
        lastReports = true;
        lastSubmitted = -1;
    }

    void interrupted(long descriptor) {
        long number = ring.number(descriptor);
        interruptedByError |= descriptor == 0;
        lastInterrupt = Math.max(lastInterrupt, number);
    }

    /** {@return how far the channel is} */
    Progress progress() {
        if ((reporting & ControlFlags.STATUS_UPDATE_ON_COMPLETION) == 0) {
            return new Progress(lastInterrupt, interruptedByError ? TransferStatus.HALTED
                    : lastInterrupt == lastSubmitted ? TransferStatus.IDLE : TransferStatus.ACTIVE);
        }
        long said = word.read();
        TransferStatus status = CompletionWord.status(said);
        return new Progress(status == TransferStatus.ARMED ? -1 : ring.number(CompletionWord.address(said)), status);
    }

    private boolean isOver(long last) {
        Progress now = progress();
        return now.isHalted() || now.last() >= last;
    }

    /** Waits until a descriptor is reported done, or the channel halts. {@return whether either happens in time} */
    boolean isOverInTime(long last) {
        lost = !threads.awaitTrue(() -> isOver(last));
        return !lost;
    }

    /** {@return whether nothing will tell when all that was submitted is done} */
    boolean isSilent() {
        return lastSubmitted >= 0 && !lastReports && !progress().isHalted();
    }

    /** Waits until nothing is outstanding, unless it was waited for in vain already. {@return whether that is so} */
    boolean isAllOverInTime() {
        return isAllOver() || !lost && threads.awaitTrue(this::isAllOver);
    }

    private boolean isAllOver() {
        return lastSubmitted < 0 || isOver(lastSubmitted);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.netdma.NetDmaException;
import org.netdma.client.Refusal;
import org.netdma.core.channel.ChannelPhase.Event;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.core.ring.RingEditor;
import org.netdma.provider.spi.SuspendableChannel.Suspension;
import org.netdma.wdm.NtStatus;

/**
 * Suspends and resumes a channel [XFR-6]. Meanwhile nobody submits, the chain can be edited ({@link ChainEditor}),
 * copies with stages wait in the backlog, and the watchdog's clock stands still.
 */
final class ChannelSuspension {

    private static final Logger LOG = System.getLogger(ChannelSuspension.class.getName());

    private final ChannelParts parts;
    private final DescriptorRing ring;
    private final RingEditor editor;
    private final SubmissionGate gate;
    private final DriverChannel driver;
    private final AsyncCopies copies;
    private final ChannelHalt halt;

    ChannelSuspension(ChannelParts parts, ChannelHalt halt) {
        this.parts = parts;
        this.halt = halt;
        ring = parts.ring();
        editor = ring.editor();
        gate = parts.gate();
        driver = parts.driver();
        copies = parts.copies();
    }

    /** Suspends the channel. Submitter. {@return the highest ticket done} */
    long suspend() throws NetDmaException {
        long done;
        parts.lock().lock();
        try {
            if (!driver.canSuspend() && !gate.phase().isEnding()) {
                throw new NetDmaException(NtStatus.NOT_SUPPORTED, "XFR-6",
                        "the driver of %s cannot suspend: wait for its copies".formatted(parts.name()));
            }
            if (halt.isHalted() || !gate.transitionTo(Event.SUSPEND)) {
                throw cannotSuspend();
            }
            done = parts.awaitOutside() ? suspendEngine() : giveUp(NtStatus.IO_TIMEOUT,
                    "a StartDma or AppendDma of its driver does not return: close the channel");
        } finally {
            parts.lock().unlock();
        }
        copies.finishUpTo(done);
        return done;
    }

    private NetDmaException cannotSuspend() {
        ChannelPhase phase = gate.phase();
        return switch (phase) {
            case OPEN, FEEDING, HALTED -> new NetDmaException(NtStatus.INVALID_DEVICE_STATE, "XFR-6",
                    "%s is halted, so it stands still already: read failure(), then reset()".formatted(parts.name()));
            case SUSPENDED, POWERED_DOWN, CLOSING, CLOSED, REMOVING, REMOVED -> phase.refusal().toException();
        };
    }

    private long suspendEngine() throws NetDmaException {
        if (!ring.isStarted()) {
            return editor.begin(0); // the engine does not know of a chain yet
        }
        Suspension answer = driver.suspend();
        if (answer.status() != NtStatus.SUCCESS) {
            return giveUp(answer.status(), "its driver refused: see the log");
        }
        if (ring.isHalted()) { // its current descriptor failed
            NtStatus lifted = driver.resume();
            LOG.log(Level.INFO, "{0} halted while it was suspended; lifting the suspension answered {1} [XFR-7]",
                    parts.name(), lifted);
            gate.transitionTo(Event.HALT);
            throw cannotSuspend();
        }
        long done = editor.begin(answer.lastProcessedDescriptor());
        if (done >= 0) {
            return done;
        }
        LOG.log(Level.ERROR, "SuspendDma of {0} returned 0x{1}, no descriptor that it can have processed last: "
                + "its driver is broken [XFR-6]; it is resumed", parts.name(),
                Long.toHexString(answer.lastProcessedDescriptor()));
        NtStatus status = driver.resume();
        if (status != NtStatus.SUCCESS) {
            halt.failToResume(status);
        }
        return giveUp(NtStatus.DRIVER_INTERNAL_ERROR, "its driver does not say where it is");
    }

    private long giveUp(NtStatus status, String why) throws NetDmaException {
        goOn();
        throw new NetDmaException(status, "XFR-6", "%s could not be suspended: %s".formatted(parts.name(), why));
    }

    /** Lets the channel go on with the chain as it is now. Submitter. */
    void resume() throws NetDmaException {
        NetDmaException failed = null;
        parts.lock().lock();
        try {
            ChannelPhase phase = gate.phase();
            if (phase != ChannelPhase.SUSPENDED) {
                throw (phase.isEnding() ? phase.refusal() : Refusal.NOT_SUSPENDED).toException();
            }
            changeContext();
            failed = resumeEngine();
            goOn();
        } finally {
            parts.lock().unlock();
        }
        copies.finishUpTo(ring.observe());
        if (halt.isHalted()) {
            halt.settle();
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** The engine may have lost the target of its cache hints meanwhile [DCA-2]. */
    private void changeContext() {
        gate.enter(); // a region that begins to close while descriptors move waits for leave
        try {
            parts.submitter().notePolled(); // what the client enqueued goes with it
            parts.opening().insertContextChange();
        } finally {
            gate.leave();
        }
    }

    /** Resumes the engine, then appends what edits moved behind the chain. Under the lock. {@return null when done} */
    private NetDmaException resumeEngine() {
        NtStatus status = driver.resume();
        if (status != NtStatus.SUCCESS) {
            halt.failToResume(status);
            return new NetDmaException(status, "XFR-6",
                    "%s could not be resumed by its driver and is halted: reset it".formatted(parts.name()));
        }
        long answer = parts.submitter().submitMovedOn();
        boolean refused = Refusal.isRefusal(answer) && !ring.isHalted(); // what halted it meanwhile is told by the tickets
        return refused ? Refusal.of(answer).toException() : null;
    }

    /** To OPEN, or to FEEDING while copies wait; not when the channel halted or ends meanwhile. */
    private void goOn() {
        if (gate.phase() == ChannelPhase.SUSPENDED) {
            gate.transitionTo(copies.hasBacklog() ? Event.BACKLOG : Event.RESUME);
            copies.feed();
        }
    }

    /** Lets the engine drain a suspended channel that ends or goes to low power [STO-1, PWR-1]. */
    void lift() {
        NetDmaException failed = null;
        parts.lock().lock();
        try {
            if (!halt.isHalted() && (driver.isSuspended() || editor.hasMovedOn())) {
                failed = resumeEngine();
            }
        } finally {
            parts.lock().unlock();
        }
        if (failed != null) {
            LOG.log(Level.WARNING, "{0} was suspended, and ends without some of its copies: {1}", parts.name(),
                    failed.getMessage());
            halt.settle();
        }
    }
}

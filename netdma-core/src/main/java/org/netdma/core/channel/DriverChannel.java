// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.netdma.core.driver.BoundedCall;
import org.netdma.core.driver.DriverCall;
import org.netdma.core.driver.ThrownLog;
import org.netdma.core.verifier.Watched;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.HaltReason;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.provider.spi.SuspendableChannel;
import org.netdma.provider.spi.SuspendableChannel.Suspension;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.verifier.VerifierRule;

/**
 * The driver's channel, called so that each call comes back with a status. The caller keeps the order of calls that the
 * contract asks for.
 */
final class DriverChannel {

    private static final Logger LOG = System.getLogger(DriverChannel.class.getName());

    /** Of drivers that say no more. */
    private static final HaltReason UNKNOWN =
            new HaltReason(NtStatus.IO_DEVICE_ERROR, "the engine reported a fault");

    private final ProviderChannel channel;
    /** What takes submissions: the driver's channel itself, unless its driver was watched when it was allocated. */
    private final ProviderChannel submissions;
    private final String name;
    private final Watched watched;
    private final Supplier<Duration> limit;
    private final DeviceObject device;
    private boolean refusing;
    private volatile boolean deafToProgress;
    private boolean suspended;

    /**
     * @param limit  of each call but the submissions
     * @param device that the engine is in
     */
    DriverChannel(ProviderChannel channel, String name, Watched watched, Supplier<Duration> limit,
            DeviceObject device) {
        this.device = device;
        this.channel = channel;
        this.name = name;
        this.watched = watched;
        this.limit = limit;
        submissions = watched.isOn() ? new WatchedSubmissions(channel, watched) : channel;
    }

    /** {@return whether it is that context of the driver's} */
    boolean is(ProviderChannel other) {
        return channel == other;
    }

    /** Reports progress of the engine to the PnP manager, which limits the time of a driver that drains its channels. */
    void noteProgress() {
        try {
            device.noteProgress();
        } catch (RuntimeException | Error e) { // who drains the channel goes on
            if (!deafToProgress) {
                deafToProgress = true;
                ThrownLog.error(LOG, device.getClass().getName() + " of " + name + " can not be told of progress", e);
            }
        }
    }

    /** Returns whether the device was pulled out. Any thread. */
    boolean isGone() {
        return device.isGone();
    }

    NtStatus startDma(long descriptor, int count) {
        try {
            return submitted("StartDma", submissions.startDma(descriptor, count));
        } catch (Throwable e) {
            return DriverCall.threw("StartDma of " + name, e);
        }
    }

    NtStatus appendDma(long descriptor, int count) {
        try {
            return submitted("AppendDma", submissions.appendDma(descriptor, count));
        } catch (Throwable e) {
            return DriverCall.threw("AppendDma of " + name, e);
        }
    }

    /** Logs the first refusal in a row: a client that tries again and again shall not flood the log. */
    private NtStatus submitted(String what, NtStatus status) {
        if (status == NtStatus.SUCCESS) {
            refusing = false;
            return status;
        }
        if (!refusing) {
            refusing = true;
            LOG.log(Level.WARNING, "{0} of {1} was refused by its driver with {2} [XFR-1]; more in a row are silent",
                    what, name, status);
        }
        return status == null || status.isSuccess() ? NtStatus.DRIVER_INTERNAL_ERROR : status;
    }

    /** {@return whether the driver can suspend the channel, and so resume it [REG-3]} */
    boolean canSuspend() {
        return channel instanceof SuspendableChannel;
    }

    /** Suspends the channel [XFR-6]. {@return the outcome, never null; NOT_SUPPORTED for a driver that cannot} */
    Suspension suspend() {
        if (!(channel instanceof SuspendableChannel suspendable)) {
            return new Suspension(NtStatus.NOT_SUPPORTED, 0);
        }
        AtomicReference<Suspension> answer = new AtomicReference<>();
        NtStatus status = control("SuspendDma", () -> {
            answer.set(suspendable.suspendDma());
            return answer.get() == null ? null : answer.get().status();
        });
        suspended = status == NtStatus.SUCCESS;
        return suspended ? answer.get() : new Suspension(status, 0);
    }

    /** Lets the channel go on if it is suspended [XFR-6]. {@return NOT_SUPPORTED for a driver that cannot} */
    NtStatus resume() {
        if (!suspended) {
            return NtStatus.SUCCESS;
        }
        NtStatus status = channel instanceof SuspendableChannel suspendable
                ? control("ResumeDma", suspendable::resumeDma)
                : NtStatus.NOT_SUPPORTED;
        suspended = status != NtStatus.SUCCESS;
        return status;
    }

    /** {@return whether the engine is suspended. Under the channel's lock, as all that changes it} */
    boolean isSuspended() {
        return suspended;
    }

    /** {@return whether the driver can abort what runs} */
    boolean canAbort() {
        return channel instanceof AbortableChannel;
    }

    /** Stops what runs at once [XFR-7]. {@return NOT_SUPPORTED for a driver that cannot} */
    NtStatus abort() {
        return channel instanceof AbortableChannel abortable
                ? stopped(control("AbortDma", abortable::abortDma))
                : NtStatus.NOT_SUPPORTED;
    }

    private NtStatus stopped(NtStatus status) {
        suspended &= status != NtStatus.SUCCESS;
        return status;
    }

    /** {@return whether the driver can stop what runs} */
    boolean canStop() {
        return channel instanceof ResettableChannel || canAbort();
    }

    /** Stops what runs, by reset if possible, else by abort [XFR-7, XFR-8]. {@return NOT_SUPPORTED for none} */
    NtStatus stop() {
        if (channel instanceof ResettableChannel resettable) {
            NtStatus status = stopped(control("ResetChannel", resettable::resetChannel));
            if (status == NtStatus.SUCCESS || !canAbort()) {
                return status;
            }
            LOG.log(Level.WARNING, "ResetChannel of {0} failed with {1} [XFR-8]; trying AbortDma", name, status);
        }
        return abort();
    }

    /** {@return why the engine halted, as its driver says [MEM-10]} */
    HaltReason haltReason() {
        AtomicReference<HaltReason> answer = new AtomicReference<>(UNKNOWN);
        control("haltReason", () -> {
            channel.haltReason().ifPresent(answer::set);
            return NtStatus.SUCCESS;
        });
        return answer.get();
    }

    private NtStatus control(String routine, Supplier<NtStatus> call) {
        return BoundedCall.status(routine + " of " + name, limit.get(),
                watched.duringElsewhere(routine, call));
    }

    void free() {
        NtStatus status = control("FreeDmaChannel", () -> {
            channel.freeDmaChannel();
            return NtStatus.SUCCESS;
        });
        if (status != NtStatus.SUCCESS) {
            watched.report(VerifierRule.CHANNEL_LEAKED, "FreeDmaChannel",
                    "it %s, so that the driver may have kept %s".formatted(
                            status == NtStatus.IO_TIMEOUT ? "did not return" : "threw", name));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.netdma.core.driver.DriverCall;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.provider.spi.SuspendableChannel;
import org.netdma.provider.spi.SuspendableChannel.Suspension;
import org.netdma.wdm.NtStatus;

/**
 * The driver's channel, called so that each call comes back with a status. The caller keeps the order of calls that the
 * contract asks for.
 */
final class DriverChannel {

    private static final Logger LOG = System.getLogger(DriverChannel.class.getName());

    private final ProviderChannel channel;
    private final String name;
    private boolean refusing;
    private boolean suspended;

    DriverChannel(ProviderChannel channel, String name) {
        this.channel = channel;
        this.name = name;
    }

    /** {@return whether it is that context of the driver's} */
    boolean is(ProviderChannel other) {
        return channel == other;
    }

    NtStatus startDma(long descriptor, int count) {
        try {
            return submitted("StartDma", channel.startDma(descriptor, count));
        } catch (Throwable e) {
            return DriverCall.threw("StartDma of " + name, e);
        }
    }

    NtStatus appendDma(long descriptor, int count) {
        try {
            return submitted("AppendDma", channel.appendDma(descriptor, count));
        } catch (Throwable e) {
            return DriverCall.threw("AppendDma of " + name, e);
        }
    }

    /** Logs the first refusal in a row: a client that tries again and again shall not flood the log. */
    private NtStatus submitted(String what, NtStatus status) {
        if (status == NtStatus.SUCCESS) {
            refusing = false;
        } else if (!refusing) {
            refusing = true;
            LOG.log(Level.WARNING, "{0} of {1} was refused by its driver with {2} [XFR-1]; more in a row are silent",
                    what, name, status);
        }
        return status;
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
        Suspension answer = DriverCall.answer("SuspendDma of " + name, suspendable::suspendDma);
        NtStatus status = DriverCall.status("SuspendDma of " + name, () -> answer == null ? null : answer.status());
        suspended = status == NtStatus.SUCCESS;
        return suspended ? answer : new Suspension(status, 0);
    }

    /** Lets the channel go on if it is suspended [XFR-6]. {@return NOT_SUPPORTED for a driver that cannot} */
    NtStatus resume() {
        if (!suspended) {
            return NtStatus.SUCCESS;
        }
        NtStatus status = channel instanceof SuspendableChannel suspendable
                ? DriverCall.status("ResumeDma of " + name, suspendable::resumeDma)
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
                ? stopped(DriverCall.status("AbortDma of " + name, abortable::abortDma))
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
            NtStatus status = stopped(DriverCall.status("ResetChannel of " + name, resettable::resetChannel));
            if (status == NtStatus.SUCCESS || !canAbort()) {
                return status;
            }
            LOG.log(Level.WARNING, "ResetChannel of {0} failed with {1} [XFR-8]; trying AbortDma", name, status);
        }
        return abort();
    }

    void free() {
        DriverCall.status("FreeDmaChannel of " + name, () -> {
            channel.freeDmaChannel();
            return NtStatus.SUCCESS;
        });
    }
}

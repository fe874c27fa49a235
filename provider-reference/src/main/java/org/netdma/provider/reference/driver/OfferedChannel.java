// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.util.Optional;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.HaltReason;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.provider.spi.SuspendableChannel;
import org.netdma.wdm.NtStatus;

/**
 * The channel context [CHN-4]: an {@link EngineChannel} as the interface sees it. What it can do is its type: there is
 * one for each combination of {@link ChannelAbilities}. Most drivers need no such choice, and implement the interfaces
 * of their abilities directly.
 */
interface OfferedChannel extends ProviderChannel {

    /** {@return the channel behind} */
    EngineChannel engine();

    @Override
    default void freeDmaChannel() {
        engine().free();
    }

    @Override
    default NtStatus startDma(long descriptor, int count) {
        return engine().start(descriptor, count);
    }

    @Override
    default NtStatus appendDma(long descriptor, int count) {
        return engine().append(count);
    }

    @Override
    default Optional<HaltReason> haltReason() {
        return engine().haltReason();
    }

    /** Can be suspended. */
    interface Suspending extends OfferedChannel, SuspendableChannel {
        @Override
        default Suspension suspendDma() {
            return engine().suspend();
        }

        @Override
        default NtStatus resumeDma() {
            return engine().resume();
        }
    }

    /** Can be aborted. */
    interface Aborting extends OfferedChannel, AbortableChannel {
        @Override
        default NtStatus abortDma() {
            return engine().abort();
        }
    }

    /** Can be reset. */
    interface Resetting extends OfferedChannel, ResettableChannel {
        @Override
        default NtStatus resetChannel() {
            return engine().reset();
        }
    }

    /** None of it. */
    record Plain(EngineChannel engine) implements OfferedChannel {
    }

    /** One ability. */
    record Suspend(EngineChannel engine) implements Suspending {
    }

    /** One ability. */
    record Abort(EngineChannel engine) implements Aborting {
    }

    /** One ability. */
    record Reset(EngineChannel engine) implements Resetting {
    }

    /** Two abilities. */
    record SuspendAbort(EngineChannel engine) implements Suspending, Aborting {
    }

    /** Two abilities. */
    record SuspendReset(EngineChannel engine) implements Suspending, Resetting {
    }

    /** Two abilities. */
    record AbortReset(EngineChannel engine) implements Aborting, Resetting {
    }

    /** All abilities. */
    record SuspendAbortReset(EngineChannel engine) implements Suspending, Aborting, Resetting {
    }

    /** {@return a channel of the type that offers these abilities} */
    static OfferedChannel of(EngineChannel engine, ChannelAbilities can) {
        if (can.suspend()) {
            return can.abort() ? can.reset() ? new SuspendAbortReset(engine) : new SuspendAbort(engine)
                    : can.reset() ? new SuspendReset(engine) : new Suspend(engine);
        }
        return can.abort() ? can.reset() ? new AbortReset(engine) : new Abort(engine)
                : can.reset() ? new Reset(engine) : new Plain(engine);
    }
}

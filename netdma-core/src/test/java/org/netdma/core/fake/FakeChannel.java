// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.fake;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.HaltReason;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.provider.spi.SuspendableChannel;
import org.netdma.wdm.NtStatus;

/** A driver's channel that notes every call, answers as it is told, and passes the rest to its engine. */
public class FakeChannel implements ProviderChannel {

    /** The calls, in order, such as {@code start 3}. */
    public final List<String> calls = new CopyOnWriteArrayList<>();
    /** What the interface asked for. */
    public final ChannelParameters parameters;
    /** The interface's name for the channel. */
    public final ChannelHandle handle;
    /** What does the work. */
    public final FakeEngine engine;
    /** What start and append answer; null means throw. */
    public volatile NtStatus answer = NtStatus.SUCCESS;
    /** Whether calls on the data path are noted: they allocate. */
    public volatile boolean noting = true;
    /** Why it halts; empty for a driver that does not say, null means throw. */
    public volatile Optional<HaltReason> reason = Optional.empty();
    private volatile boolean freed;

    public FakeChannel(ChannelParameters parameters, ChannelHandle handle, FakeEngine engine) {
        this.parameters = parameters;
        this.handle = handle;
        this.engine = engine;
    }

    @Override
    public void freeDmaChannel() {
        note("free", 0);
        freed = true;
        if (answer == null) {
            throw new IllegalStateException("free");
        }
    }

    @Override
    public NtStatus startDma(long descriptor, int count) {
        note("start", count);
        NtStatus now = answer();
        if (now == NtStatus.SUCCESS) {
            engine.start(descriptor, count);
        }
        return now;
    }

    @Override
    public NtStatus appendDma(long descriptor, int count) {
        note("append", count);
        NtStatus now = answer();
        return now == NtStatus.SUCCESS && !engine.append(descriptor, count) ? standsStill() : now;
    }

    /** {@return what AppendDma answers for an engine that stands still, which the interface should have started} */
    protected NtStatus standsStill() {
        return NtStatus.UNSUCCESSFUL;
    }

    @Override
    public Optional<HaltReason> haltReason() {
        Optional<HaltReason> now = reason;
        if (now == null) {
            throw new IllegalStateException("toy driver");
        }
        return now;
    }

    /** Returns the answer of now: a test may change it while another thread is in here. */
    private NtStatus answer() {
        NtStatus now = answer;
        if (now == null) {
            throw new IllegalStateException("toy driver");
        }
        return now;
    }

    void note(String call, int count) {
        if (freed) {
            calls.add("AFTER FREE " + call);
        } else if (noting) {
            calls.add(count == 0 ? call : call + " " + count);
        }
    }

    /** One that can be reset. */
    public static final class Resettable extends FakeChannel implements ResettableChannel {

        /** What reset answers. */
        public volatile NtStatus resetAnswer = NtStatus.SUCCESS;

        public Resettable(ChannelParameters parameters, ChannelHandle handle, FakeEngine engine) {
            super(parameters, handle, engine);
        }

        @Override
        public NtStatus resetChannel() {
            note("reset", 0);
            if (resetAnswer == NtStatus.SUCCESS) {
                engine.stop(false);
            }
            return resetAnswer;
        }
    }

    /** One that can be aborted. */
    public static final class Abortable extends FakeChannel implements AbortableChannel {

        public Abortable(ChannelParameters parameters, ChannelHandle handle, FakeEngine engine) {
            super(parameters, handle, engine);
        }

        @Override
        public NtStatus abortDma() {
            note("abort", 0);
            engine.stop(true);
            return NtStatus.SUCCESS;
        }
    }

    /** One that can be suspended. */
    public static class Suspendable extends FakeChannel implements SuspendableChannel {

        /** What suspend answers instead of what it did; null, by default, for the truth. */
        public volatile Suspension suspendAnswer;
        /** What resume answers. */
        public volatile NtStatus resumeAnswer = NtStatus.SUCCESS;

        public Suspendable(ChannelParameters parameters, ChannelHandle handle, FakeEngine engine) {
            super(parameters, handle, engine);
        }

        @Override
        public Suspension suspendDma() {
            note("suspend", 0);
            Suspension told = suspendAnswer;
            if (told != null && told.status() != NtStatus.SUCCESS) {
                return told;
            }
            Suspension truth = new Suspension(NtStatus.SUCCESS, engine.suspend());
            return told == null ? truth : told;
        }

        @Override
        public NtStatus resumeDma() {
            note("resume", 0);
            if (resumeAnswer == NtStatus.SUCCESS) {
                engine.resume();
            }
            return resumeAnswer;
        }
    }

    /** One that can all that a channel may be able to. */
    public static class Complete extends Suspendable implements AbortableChannel, ResettableChannel {

        /** What abort answers. */
        public volatile NtStatus abortAnswer = NtStatus.SUCCESS;

        public Complete(ChannelParameters parameters, ChannelHandle handle, FakeEngine engine) {
            super(parameters, handle, engine);
        }

        @Override
        public NtStatus abortDma() {
            note("abort", 0);
            if (abortAnswer == NtStatus.SUCCESS) {
                engine.stop(true);
            }
            return abortAnswer;
        }

        @Override
        public NtStatus resetChannel() {
            note("reset", 0);
            engine.stop(false);
            return NtStatus.SUCCESS;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.provider.spi.SuspendableChannel;
import org.netdma.provider.spi.SuspendableChannel.Suspension;
import org.netdma.wdm.NtStatus;
import org.opentest4j.AssertionFailedError;

/**
 * A channel as the interface uses it: writes descriptors into a ring, starts and appends, watches completion. One
 * thread submits; any may watch.
 */
public final class Channel {

    private final Bench bench;
    private final BenchRegistration registration;
    private final long processors;
    private final WordRegion word;
    private final Ring ring;
    private final CompletionWatch watch;
    private final BenchHandle handle;
    private ProviderChannel context;
    private int cpu;
    private int priority;
    private volatile boolean running;
    private volatile boolean suspended;
    private volatile boolean contextLost;
    private volatile boolean freed;

    Channel(Bench bench, BenchRegistration registration, long processors) {
        this.bench = bench;
        this.registration = registration;
        this.processors = processors;
        this.word = new WordRegion(bench.memory());
        this.ring = new Ring(bench.memory().allocate(Ring.CAPACITY * DescriptorLayout.SIZE), registration.isCounted());
        this.watch = new CompletionWatch(word, ring, bench.threads(), reporting());
        this.handle = new BenchHandle(bench, this);
    }

    void allocated(ChannelAllocation.Allocated answer) {
        context = answer.channel();
        cpu = answer.cpu();
        priority = answer.priority();
    }

    long completionAddress() {
        return word.address();
    }

    /** {@return the driver's object for it} */
    public ProviderChannel context() {
        return context;
    }

    /** {@return the CPU that the driver reported [CHN-2]} */
    public int cpu() {
        return cpu;
    }

    /** {@return the priority that the driver granted [CHN-5]} */
    public int priority() {
        return priority;
    }

    /** {@return the CPUs that its client asked for} */
    public long processors() {
        return processors;
    }

    /** {@return its descriptors} */
    public Ring ring() {
        return ring;
    }

    /** {@return what the driver's ISR and DPC told} */
    public BenchHandle handle() {
        return handle;
    }

    BenchRegistration registration() {
        return registration;
    }

    /** {@return the flags with which the last descriptor of a submission reports} */
    public int reporting() {
        return bench.plan().reporting();
    }

    /** Submits descriptors, the last of which reports: with StartDma the first time and after a halt, else appended. */
    public Submission submit(List<Descriptor> chain) {
        List<Descriptor> reporting = new ArrayList<>(chain);
        reporting.set(chain.size() - 1, chain.get(chain.size() - 1).with(reporting()));
        return submitAsIs(reporting);
    }

    /** As {@link #submit}, with the flags exactly as they are. */
    public Submission submitAsIs(List<Descriptor> chain) {
        if (contextLost) {
            startAgain();
        }
        return running && !progress().isHalted() ? append(chain, chain.size()) : start(chain, chain.size());
    }

    /** Begins anew after the engine lost its context: StartDma with a null transfer [PWR-2, PWR-3]. */
    private Submission startAgain() {
        contextLost = false;
        running = false;
        return start(List.of(Descriptor.nullTransfer(reporting())), 1);
    }

    /** The next submission begins anew [PWR-3]. */
    void loseContext() {
        contextLost = true;
    }

    /** Begins anew at once [PWR-2]. {@return whether the engine does what it is told} */
    boolean reinitialize() {
        try {
            return isDoneInTime(startAgain());
        } catch (AssertionFailedError refused) {
            return false;
        }
    }

    /** Submits with StartDma, telling the driver this count; on a busy channel that replaces the rest [XFR-2]. */
    public Submission start(List<Descriptor> chain, int count) {
        long first = ring.write(chain);
        if (!running || progress().isHalted()) {
            watch.arm();
        }
        running = true;
        watch.submitted(first, chain);
        return accepted("StartDma", first, chain, context.startDma(ring.address(first), count));
    }

    /** Submits with AppendDma, telling the driver this count. */
    public Submission append(List<Descriptor> chain, int count) {
        long first = ring.write(chain);
        ring.link(first - 1);
        watch.submitted(first, chain);
        return accepted("AppendDma", first, chain, context.appendDma(ring.address(first), count));
    }

    private static Submission accepted(String call, long first, List<Descriptor> chain, NtStatus status) {
        if (status != NtStatus.SUCCESS) {
            throw new AssertionFailedError("%s of %d descriptors returned %s".formatted(call, chain.size(), status));
        }
        return new Submission(first, first + chain.size() - 1, status);
    }

    /** {@return how far the channel is} */
    public Progress progress() {
        return watch.progress();
    }

    /** {@return the completion word} */
    public long word() {
        return word.read();
    }

    /** Waits until a submission is reported done, or the channel halts. Fails when neither happens. */
    public Progress await(Submission submission) {
        if (!watch.isOverInTime(submission.last())) {
            throw new AssertionFailedError(
                    "descriptors %d to %d are not reported done within %d ms; the channel says %s".formatted(
                            submission.first(), submission.last(), bench.threads().limit().toMillis(), progress()));
        }
        return progress();
    }

    /** Waits until a submission is reported done, or the channel halts. {@return whether it is reported done} */
    public boolean isDoneInTime(Submission submission) {
        return watch.isOverInTime(submission.last()) && !progress().isHalted();
    }

    /** As {@link #await}, and fails when the channel halts. */
    public Progress awaitDone(Submission submission) {
        Progress end = await(submission);
        if (end.isHalted()) {
            throw new AssertionFailedError("the channel halts after descriptor %d, of %d to %d".formatted(end.last(),
                    submission.first(), submission.last()));
        }
        return end;
    }

    /** Stops the channel with AbortDma, after which StartDma comes next [XFR-7]. */
    public NtStatus abort() {
        return abort(() -> { });
    }

    /** As above, and does something as soon as AbortDma has returned, on the same thread. */
    public NtStatus abort(Runnable then) {
        return stopBy("AbortDma", as(AbortableChannel.class)::abortDma, then);
    }

    /** Resets the channel, after which StartDma comes next [XFR-8]. */
    public NtStatus reset() {
        return reset(() -> { });
    }

    /** As above, and does something as soon as ResetChannel has returned, on the same thread. */
    public NtStatus reset(Runnable then) {
        return stopBy("ResetChannel", as(ResettableChannel.class)::resetChannel, then);
    }

    private <T> T as(Class<T> ability) {
        if (!ability.isInstance(context)) {
            throw new BrokenPremise("the channel is no " + ability.getSimpleName() + ": another test says so");
        }
        return ability.cast(context);
    }

    /** Suspends the channel [XFR-6]. */
    public Suspension suspend() {
        Suspension suspension = as(SuspendableChannel.class).suspendDma();
        suspended = suspension.status().isSuccess();
        return suspension;
    }

    /** Lets the channel go on [XFR-6]. */
    public NtStatus resume() {
        suspended = false;
        return as(SuspendableChannel.class).resumeDma();
    }

    /**
     * Puts other descriptors behind the last one processed of a suspended channel, as many as were left; the last of
     * them reports. {@return what is outstanding now}
     */
    public Submission replaceRest(long lastProcessed, List<Descriptor> rest) {
        List<Descriptor> reporting = new ArrayList<>(rest);
        reporting.set(rest.size() - 1, rest.get(rest.size() - 1).with(reporting()));
        long first = ring.write(reporting);
        ring.relink(lastProcessed, first);
        watch.submitted(first, reporting);
        return new Submission(first, first + rest.size() - 1, NtStatus.SUCCESS);
    }

    private NtStatus stopBy(String call, Callable<NtStatus> routine, Runnable then) {
        NtStatus status = bench.threads().await(call, bench.threads().begin(call, () -> {
            NtStatus returned = routine.call();
            then.run();
            return returned;
        }));
        running = false;
        suspended = false;
        watch.forget();
        return status;
    }

    /**
     * Waits until nothing is outstanding, unless it was waited for in vain already. If the last descriptor does not
     * tell when it is done, a null transfer behind it does [XFR-9]. A channel that does not come to an end is reset or
     * aborted [STO-4]; one that is suspended is resumed [STO-1].
     */
    boolean drain() {
        if (suspended) {
            resume();
        }
        if (watch.isSilent()) {
            append(List.of(Descriptor.nullTransfer(reporting())), 1);
        }
        if (watch.isAllOverInTime()) {
            return true;
        }
        if (context instanceof ResettableChannel) {
            reset();
        } else if (context instanceof AbortableChannel) {
            abort();
        }
        return false;
    }

    /** Frees the channel; nothing may be outstanding [STO-3]. */
    public void free() {
        if (!freed) {
            freed = true;
            registration.forget(this);
            context.freeDmaChannel();
        }
    }

    void interrupted(long descriptor) {
        watch.interrupted(descriptor);
    }

    /** {@return whether the engine wrote beside the completion word} */
    public boolean isWordRegionTouched() {
        return word.isTouchedAround();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A client's own queue of copies in an engine [CHN-1]: an ordered ring of descriptors.
 *
 * <h2>Tickets</h2>
 * Each enqueued copy has a ticket, higher than those before it; the interface uses some numbers itself, so two in a row
 * need not be neighbours. Copies are processed in order [XFR-10], so progress is one number, {@link #completed()}. A
 * client waits for a copy like this; the loop ends whatever becomes of the copy or of the engine:
 *
 * <pre>{@code
 * long ticket = channel.enqueueCopy(from, fromOffset, to, toOffset, length);   // or the code of a Refusal
 * channel.submit();
 * while (channel.isPending(ticket)) {
 *     Thread.onSpinWait();
 * }
 * channel.requireDone(ticket);                                                 // throws if it is not done, with the reason
 * }</pre>
 *
 * <h2>Data path</h2>
 * {@link #enqueueCopy enqueue}, {@link #submit()}, {@link #isPending} and {@link #completed()} allocate nothing, lock
 * nothing and never throw. What enqueue and submit refuse they answer with a negative number, the code of a
 * {@link Refusal}; {@link #requireDone} turns it into an exception. A refused call changes nothing.
 *
 * <h2>Threads</h2>
 * One thread at a time enqueues and submits, by any of the methods that do; it may change when it is handed over safely.
 * {@link #isPending}, {@link #completed()}, {@link #requireDone}, {@link #poll()} and {@link #await} are for that thread
 * too. {@link #close()}, {@link #info()} and the arrival of completions are safe at any time.
 *
 * <h2>Errors</h2>
 * When a descriptor fails the channel halts: those before it are done, it and those after it are not. Then no ticket is
 * pending, {@link #failure()} says which failed and why, and {@link #reset()} makes the channel usable again. An event
 * has the same status for every copy it ends, whether the client waits with {@link #requireDone}, {@link #await},
 * {@link #copy} or {@link #copyAsync}:
 *
 * <ul>
 * <li>IO_DEVICE_ERROR, or what the driver knows of the cause [MEM-10]: the copy failed in the engine [XFR-7]
 * <li>CANCELLED: it was not attempted, since one before it failed; or the channel was aborted or reset
 * <li>IO_TIMEOUT: the engine made no progress and was stopped [STO-4]
 * <li>DEVICE_REMOVED: the provider stopped, or its device was pulled out [STO-1]
 * <li>DEVICE_POWERED_OFF: it was not submitted, since the provider is in low power [PWR-1]
 * <li>INVALID_HANDLE: the client closed the channel, or a region, before the copy was done
 * <li>UNSUCCESSFUL: the driver refused the submission [XFR-1]
 * </ul>
 *
 * <p>When the provider stops, the channel is taken from the client after outstanding copies are done, and answers
 * {@link Refusal#CHANNEL_REMOVED} from then on.
 *
 * <h2>Overlap</h2>
 * What a copy writes must not overlap what it reads, no piece of a gather any other: engines copy in parts, some of them
 * at once, so that the bytes would depend on the engine. Within one region this is refused with {@link Refusal#OVERLAP}.
 * Two regions over the same memory, such as two wraps of one buffer or two mappings of one file, are not recognized: the
 * client must keep such copies apart.
 *
 * <h2>Low power</h2>
 * When the provider's device goes to low power, the channel stays the client's [PWR-1]. Outstanding copies complete, for
 * which a suspended channel is resumed. What is enqueued stays so, and what of {@link #copyAsync} has no room in the ring
 * waits until power up; everything else is refused with {@link Refusal#PROVIDER_POWERED_DOWN}. After power up the channel
 * takes copies again [PWR-2]; should its driver fail to wake it, it is halted, and {@link #failure()} has the driver's
 * status.
 */
@ProviderType
public interface DmaChannel extends AutoCloseable {

    /**
     * Enqueues the copy of one descriptor. The engine sees it after the next {@link #submit()}.
     *
     * @param source            where to read
     * @param sourceOffset      first byte to read, from the start of the region
     * @param destination       where to write; see Overlap
     * @param destinationOffset first byte to write, from the start of the region
     * @param length            in bytes, 1 to {@link #maximumTransferSize()}
     * @return its ticket, or the code of a {@link Refusal}
     */
    long enqueueCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length);

    /**
     * Enqueues the copy of one descriptor, with options.
     *
     * @param source            where to read
     * @param sourceOffset      first byte to read, from the start of the region
     * @param destination       where to write; see Overlap
     * @param destinationOffset first byte to write, from the start of the region
     * @param length            in bytes, 1 to {@link #maximumTransferSize()}
     * @param flags             any of SOURCE_NO_SNOOP, DESTINATION_NO_SNOOP, SERIALIZE_TRANSFER,
     *                          STATUS_UPDATE_ON_COMPLETION, INTERRUPT_ON_COMPLETION and DESTINATION_DCA_ENABLE of
     *                          {@link org.netdma.descriptor.ControlFlags}; the last means something to providers with
     *                          direct cache access only [DCA-1]
     * @return its ticket, or the code of a {@link Refusal}
     */
    long enqueueCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length, int flags);

    /**
     * Enqueues a descriptor that moves nothing and completes like any other [XFR-9].
     *
     * @param flags SERIALIZE_TRANSFER makes it a fence; STATUS_UPDATE_ON_COMPLETION and INTERRUPT_ON_COMPLETION may be
     *              added
     * @return its ticket, or the code of a {@link Refusal}
     */
    long enqueueNull(int flags);

    /**
     * Enqueues the copy of one list of pieces to another, in as few descriptors as the provider allows: with page breaks
     * from 2.0 on, one for each unbroken run before [XFR-12]; none is longer than {@link #maximumTransferSize()}. All of
     * them are enqueued, or none. It is one copy with one ticket: it is done when all of it is, and cancelled as a whole.
     *
     * @param source      pieces to read, in order
     * @param destination pieces to write, in order, together as long as those read; see Overlap
     * @param flags       as for a copy; a report or an interrupt is asked for the last descriptor, a fence and hints hold
     *                    for each, so that all of the copy is visible before the next one's data is read
     * @return its ticket, or the code of a {@link Refusal}. Its descriptors take up numbers before the ticket, which are
     *         nobody's
     */
    long enqueueGather(ScatterGatherList source, ScatterGatherList destination, int flags);

    /**
     * Hands everything enqueued to the engine, with one StartDma or AppendDma, and asks it to report the last of them.
     * Does nothing when nothing was enqueued.
     *
     * @return the ticket of the last descriptor submitted so far, 0 when there is none, or the code of a
     *         {@link Refusal}; then what was enqueued stays enqueued
     */
    long submit();

    /**
     * Looks which copies are done: one ordered read, no call into the driver. A loop that waits for this answer to reach a
     * ticket does not end when the channel halts or is taken away, and ends at once when the copy was refused: wait with
     * {@link #isPending} and {@link #requireDone}, and look at progress with {@link #completed()}.
     *
     * @return the highest ticket that is done, 0 when none is, or the code of a {@link Refusal}
     */
    long poll();

    /**
     * Returns whether it makes sense to go on waiting for a copy: it was submitted, is not done, and can still complete.
     * Costs as much as {@link #poll()}: one ordered read, no call into the driver; allocates nothing, never throws.
     *
     * <p>False once the copy is done, and then its bytes are visible to the calling thread; also for a copy that was
     * refused (a negative answer) or never submitted, and once the channel halts, is closed or taken away. True for the
     * outstanding copies of a suspended channel, which complete after {@link #resume()}.
     *
     * @param ticket what enqueueCopy, enqueueNull, enqueueGather, insertCopy or submit answered
     */
    boolean isPending(long ticket);

    /**
     * Returns if a copy is done, its bytes visible to the calling thread, and throws the reason if it is not. Does not
     * wait: call it once {@link #isPending} is false. The answer stays the same after {@link #reset()}; it is known for
     * the tickets lost in the last 1,024 resets.
     *
     * @param ticket what enqueueCopy, enqueueNull, enqueueGather, insertCopy or submit answered; 0, the answer of a submit
     *               with nothing to submit, is done
     * @throws NetDmaException the {@link Refusal} for a negative ticket; for a copy that ended without its bytes the status
     *                         of the event that ended it, as listed above under Errors; DEVICE_BUSY for one that is
     *                         pending; INVALID_PARAMETER for a ticket that was not handed out, or was not submitted, or
     *                         may be lost and is forgotten
     */
    void requireDone(long ticket) throws NetDmaException;

    /**
     * Returns the progress of the channel: the highest ticket such that it and all before it are over. Those that a reset
     * or halt has lost count in after {@link #reset()}; {@link #requireDone} tells them apart. One ordered read; allocates
     * nothing, never throws.
     *
     * @return never negative, also when the channel is halted or gone, and never lower than the last time
     */
    long completed();

    /**
     * Waits until a ticket is done: spins briefly, then yields, then sleeps in short steps.
     *
     * @param ticket as enqueued and submitted
     * @param limit  longest wait
     * @throws NetDmaException IO_TIMEOUT after the limit; else as {@link #requireDone} says
     */
    void await(long ticket, Duration limit) throws NetDmaException;

    /**
     * Copies and waits, polling: splits by {@link #maximumTransferSize()}, submits in batches [XFR-11].
     *
     * @param source            where to read
     * @param sourceOffset      first byte to read, from the start of the region
     * @param destination       where to write; see Overlap
     * @param destinationOffset first byte to write, from the start of the region
     * @param length            in bytes, 1 or more
     * @throws NetDmaException when it was refused, or failed on the way, with the status listed above under Errors; the
     *                         destination may then be partly written
     */
    void copy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset, long length)
            throws NetDmaException;

    /**
     * Copies without waiting: splits by {@link #maximumTransferSize()} and submits at once; what does not fit in the
     * ring follows as the ring empties.
     *
     * @param source            where to read
     * @param sourceOffset      first byte to read, from the start of the region
     * @param destination       where to write; see Overlap
     * @param destinationOffset first byte to write, from the start of the region
     * @param length            in bytes, 1 or more
     * @return a stage that completes when the bytes are there, or fails with a {@link NetDmaException}; never null, and
     *         never left open when the channel goes away. Dependent actions run on a DPC thread, on the watchdog's, or
     *         on one that calls this channel, as when it submits a copy and finds the channel halted; unless the caller
     *         asks for another one (thenRunAsync with an executor). They must not wait there; and whoever calls this
     *         channel must hold no lock that they take. Once the stage has completed, well or not, the
     *         engine neither reads nor writes the memory of the copy, unless the failure is IO_TIMEOUT. So only the end
     *         of the copy completes it: cancelling it (toCompletableFuture().cancel) takes back a copy of which no
     *         descriptor is in the ring, so that it never begins and the stage fails with a
     *         {@link java.util.concurrent.CancellationException}; for a copy that has begun it is refused (answers
     *         false), the copy goes on and the stage with it. complete and completeExceptionally are refused too;
     *         orTimeout and completeOnTimeout give stages of their own, which say nothing about the memory
     */
    CompletionStage<Void> copyAsync(MemoryRegion source, long sourceOffset, MemoryRegion destination,
            long destinationOffset, long length);

    /** {@return the largest length of one descriptor, in bytes} */
    long maximumTransferSize();

    /** {@return how many more descriptors can be enqueued now} */
    int freeEntries();

    /** {@return what failed, while the channel is halted} */
    Optional<ChannelFailure> failure();

    /**
     * Makes a halted channel usable again: every ticket handed out so far is over, done or not, and {@link #completed()}
     * answers with the last of them. Also drops what is enqueued or running on a channel that is not halted, where the
     * engine can be aborted or reset.
     *
     * @throws NetDmaException NOT_SUPPORTED when copies are running and the engine can neither abort nor reset;
     *                         DEVICE_REMOVED or INVALID_HANDLE when the channel is gone; else what the driver returned
     */
    void reset() throws NetDmaException;

    /**
     * Stops the engine at once: the current copy may stay half done [XFR-7]. The channel is then halted; its
     * {@link #failure()} is CANCELLED and says which copies are not done, and {@link #reset()} makes it usable again.
     * Stages of outstanding asynchronous copies fail.
     *
     * @throws NetDmaException NOT_SUPPORTED when the engine cannot be aborted; DEVICE_REMOVED or INVALID_HANDLE when the
     *                         channel is gone; else what the driver returned
     */
    void abort() throws NetDmaException;

    /**
     * Lets the engine finish its current descriptor and stand still [XFR-6]. Until {@link #resume()} the copies not yet
     * processed can be edited by {@link #cancel} and {@link #insertCopy}, and nothing can be enqueued or submitted. Time
     * in suspension is no time-out. For the thread that submits.
     *
     * @return the highest ticket done, 0 when none is: those above it can be edited
     * @throws NetDmaException NOT_SUPPORTED when the engine cannot be suspended; INVALID_DEVICE_STATE when it is
     *                         suspended or halted; DEVICE_POWERED_OFF, DEVICE_REMOVED or INVALID_HANDLE when the
     *                         channel's provider is in low power or the channel is gone; else what the driver returned
     */
    long suspend() throws NetDmaException;

    /**
     * Lets the engine go on with the chain as it is now [XFR-6]. What is enqueued may be submitted with it. For the
     * thread that submits.
     *
     * @throws NetDmaException INVALID_DEVICE_STATE when it is not suspended; DEVICE_REMOVED or INVALID_HANDLE when the
     *                         channel is gone; else what the driver returned, in which case the channel is halted
     */
    void resume() throws NetDmaException;

    /**
     * Takes a copy out of the chain of a suspended channel: it moves nothing and its ticket counts as done when its turn
     * comes. A gather is cancelled as a whole; of one that the engine has begun, what is not copied yet. For the thread
     * that submits.
     *
     * @param ticket submitted and not processed, as {@link #suspend()} says
     * @throws NetDmaException INVALID_PARAMETER for any other number, one within a gather included; INVALID_DEVICE_STATE
     *                         when the channel is not suspended
     */
    void cancel(long ticket) throws NetDmaException;

    /**
     * Puts a copy before all copies of a suspended channel that are not processed. Since progress is one number, its
     * ticket, the newest of the channel, counts as done when those it has overtaken are done too. What was enqueued
     * before the suspension is submitted with it, by {@link #resume()}. For the thread that submits.
     *
     * @param source            where to read
     * @param sourceOffset      first byte to read, from the start of the region
     * @param destination       where to write; see Overlap
     * @param destinationOffset first byte to write, from the start of the region
     * @param length            in bytes, 1 to {@link #maximumTransferSize()}
     * @return its ticket, or the code of a {@link Refusal}, among them NOT_SUSPENDED
     */
    long insertCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length);

    /** {@return the channel as it is now} */
    ChannelInfo info();

    /**
     * Gives the channel back: waits for outstanding copies, with the limit of STO-4, then frees it. Pending stages fail
     * if their copies did not complete. Closing twice does nothing.
     */
    @Override
    void close();
}

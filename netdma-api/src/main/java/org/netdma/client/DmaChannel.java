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
 * Each enqueued descriptor has a ticket, higher than those before it; the interface uses some numbers itself, so two in
 * a row need not be neighbours. Descriptors are processed in order [XFR-10], so {@link #poll()} answers with one number:
 * the highest ticket done. A copy is done when its ticket is not higher than that; its bytes are then visible to the
 * polling thread.
 *
 * <h2>Data path</h2>
 * {@link #enqueueCopy enqueue}, {@link #submit()} and {@link #poll()} allocate nothing, lock nothing and never throw:
 * what they refuse they answer with a negative number, the code of a {@link Refusal}. A refused call changes nothing.
 *
 * <h2>Threads</h2>
 * One thread at a time enqueues and submits, by any of the methods that do; it may change when it is handed over safely.
 * {@link #poll()} and {@link #await} are for that thread too. {@link #close()}, {@link #info()} and the arrival of
 * completions are safe at any time.
 *
 * <h2>Errors</h2>
 * When a descriptor fails the channel halts: those before it are done, it and those after it are not.
 * {@link #poll()} answers {@link Refusal#HALTED}, {@link #failure()} says which failed and why, and {@link #reset()}
 * makes the channel usable again. Copies of {@link #copyAsync} and {@link #copy} fail with an exception instead.
 *
 * <p>When the provider stops, the channel is taken from the client after outstanding copies are done, and answers
 * {@link Refusal#CHANNEL_REMOVED} from then on.
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
     * @param destination       where to write; must not overlap what is read
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
     * @param destination       where to write; must not overlap what is read
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
     * them are enqueued, or none.
     *
     * @param source      pieces to read, in order
     * @param destination pieces to write, in order, together as long as those read; must not overlap them
     * @param flags       as for a copy; a report or an interrupt is asked for the last descriptor, a fence and hints hold
     *                    for each, so that all of the copy is visible before the next one's data is read
     * @return the ticket of the last descriptor, or the code of a {@link Refusal}; the copy is done when that is. Its
     *         other descriptors have the numbers right before, and are cancelled one by one
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
     * Looks which copies are done: one ordered read, no call into the driver.
     *
     * @return the highest ticket that is done, 0 when none is, or the code of a {@link Refusal}
     */
    long poll();

    /**
     * Waits until a ticket is done: spins briefly, then yields, then sleeps in short steps.
     *
     * @param ticket as enqueued and submitted
     * @param limit  longest wait
     * @throws NetDmaException IO_TIMEOUT after the limit; INVALID_PARAMETER for a ticket that was not submitted; the
     *                         status of the {@link #failure()} when the channel halted before that ticket;
     *                         DEVICE_REMOVED or INVALID_HANDLE when the channel is gone
     */
    void await(long ticket, Duration limit) throws NetDmaException;

    /**
     * Copies and waits, polling: splits by {@link #maximumTransferSize()}, submits in batches [XFR-11].
     *
     * @param source            where to read
     * @param sourceOffset      first byte to read, from the start of the region
     * @param destination       where to write; must not overlap what is read
     * @param destinationOffset first byte to write, from the start of the region
     * @param length            in bytes, 1 or more
     * @throws NetDmaException when it was refused, or failed on the way; the destination may then be partly written
     */
    void copy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset, long length)
            throws NetDmaException;

    /**
     * Copies without waiting: splits by {@link #maximumTransferSize()} and submits at once; what does not fit in the
     * ring follows as the ring empties.
     *
     * @param source            where to read
     * @param sourceOffset      first byte to read, from the start of the region
     * @param destination       where to write; must not overlap what is read
     * @param destinationOffset first byte to write, from the start of the region
     * @param length            in bytes, 1 or more
     * @return a stage that completes when the bytes are there, or fails with a {@link NetDmaException}; never null, and
     *         never left open when the channel goes away. Dependent actions run on a DPC thread unless the caller asks
     *         for another one (thenRunAsync), and must not wait there
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
     * Makes a halted channel usable again: every ticket handed out so far is over, done or not, and {@link #poll()}
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
     * comes. For the thread that submits.
     *
     * @param ticket submitted and not processed, as {@link #suspend()} says
     * @throws NetDmaException INVALID_PARAMETER for any other ticket; INVALID_DEVICE_STATE when it is not suspended
     */
    void cancel(long ticket) throws NetDmaException;

    /**
     * Puts a copy before all copies of a suspended channel that are not processed. Since progress is one number, its
     * ticket, the newest of the channel, counts as done when those it has overtaken are done too. What was enqueued
     * before the suspension is submitted with it, by {@link #resume()}. For the thread that submits.
     *
     * @param source            where to read
     * @param sourceOffset      first byte to read, from the start of the region
     * @param destination       where to write; must not overlap what is read
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

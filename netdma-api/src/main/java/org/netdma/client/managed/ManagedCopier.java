// SPDX-License-Identifier: Apache-2.0
package org.netdma.client.managed;

import java.util.concurrent.CompletionStage;
import org.netdma.memory.MemoryRegion;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Copies memory by whatever engines there are. Callable from any thread, by several at once.
 *
 * <h2>What is promised</h2>
 * <ul>
 * <li>Each copy ends exactly once: its stage completes when all its bytes are there, or fails with a
 * {@link org.netdma.NetDmaException} that says why. It is never reported done on an engine's word alone when that engine
 * was reset, removed or timed out: the copy is then done again, elsewhere.</li>
 * <li>Copies run in any order, at the same time. {@link #fence()} orders them.</li>
 * <li>From the call until the end of the stage the source must not change and the destination must not be touched; they
 * must not overlap.</li>
 * </ul>
 */
@ProviderType
public interface ManagedCopier extends AutoCloseable {

    /**
     * Copies. Lengths below the {@link #inlineThreshold()} are copied by the calling thread before this returns.
     *
     * @param source            where to read
     * @param sourceOffset      first byte to read, from the start of the region
     * @param destination       where to write; must not overlap what is read
     * @param destinationOffset first byte to write, from the start of the region
     * @param length            in bytes, 1 or more
     * @return never null; fails with INVALID_PARAMETER for a length or an overlap, ACCESS_VIOLATION beyond a region,
     *         ACCESS_DENIED for a read-only destination, INVALID_HANDLE for a closed region or copier,
     *         INSUFFICIENT_RESOURCES when the policy's number of pending copies is reached, IN_PAGE_ERROR when a file
     *         behind a region was cut off, else with what the last engine said, once the policy has no way left.
     *         Cancelling the stage (toCompletableFuture().cancel) takes back a copy that has not begun: one that waits
     *         for a fence, for an engine, in an engine's queue or for the CPU. It then never begins, its memory is the
     *         caller's again, the stage fails with a {@link java.util.concurrent.CancellationException} and counts as
     *         failed. For a copy that has begun it is refused (answers false): the copy goes on, the stage completes
     *         when it has ended, and its memory is in use until then. Nobody else can complete the stage
     */
    CompletionStage<Void> copy(MemoryRegion source, long sourceOffset, MemoryRegion destination,
            long destinationOffset, long length);

    /**
     * Orders copies: those asked for before have ended when the stage completes, and none asked for after begins
     * earlier. Copies below the inline threshold wait for it too.
     *
     * @return completes when all copies asked for before have ended, whether well or not
     */
    CompletionStage<Void> fence();

    /** {@return from which length on engines are used, in bytes} */
    long inlineThreshold();

    /** {@return what was done so far} */
    CopierStatistics statistics();

    /** Closes the copier: takes no more copies, lets pending ones end, fails those that do not within the limit. */
    @Override
    void close();
}

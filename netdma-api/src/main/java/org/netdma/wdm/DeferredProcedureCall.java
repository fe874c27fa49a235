// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A deferred procedure call: work that a service routine leaves to a calmer moment, on a CPU of its choice. There is
 * one queue and one thread for each CPU. Windows: KDPC.
 */
@ProviderType
public interface DeferredProcedureCall {

    /**
     * Queues the routine to a CPU, unless it is queued already. Called from the service routine; allocates nothing,
     * waits for nothing.
     *
     * @param cpu the CPU to run on, 0 to {@link IoManager#processorCount()} - 1; others are taken modulo that count
     * @return true when it was queued; false when it was queued already, and runs once for both, or is closed. Windows:
     *         KeInsertQueueDpc
     */
    boolean queue(int cpu);

    /**
     * Closes the call: it leaves its queue, and when this method returns the routine is not running and will not run
     * again. May be called from the routine itself, which is then the last to run. Windows: KeRemoveQueueDpc and
     * KeFlushQueuedDpcs.
     */
    void close();
}

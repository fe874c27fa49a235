// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.driver;

import org.osgi.annotation.versioning.ConsumerType;

/** What a deferred procedure call runs. Windows: KDEFERRED_ROUTINE. */
@ConsumerType
@FunctionalInterface
public interface DeferredRoutine {

    /**
     * Called on the DPC thread of the CPU it was queued to; one call at a time for each deferred procedure call. Must
     * not wait: other devices' DPCs stand behind it.
     *
     * @param cpu whose thread this is
     */
    void run(int cpu);
}

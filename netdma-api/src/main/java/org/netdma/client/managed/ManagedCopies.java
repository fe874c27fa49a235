// SPDX-License-Identifier: Apache-2.0
package org.netdma.client.managed;

import org.netdma.NetDmaException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The service that opens managed copiers. Each bundle gets its own view: copiers that it leaves open are closed when it
 * stops using the service. Callable from any thread.
 */
@ProviderType
public interface ManagedCopies {

    /**
     * Opens a copier. Measures the inline threshold when the policy asks for it, which takes a few milliseconds.
     *
     * @param name   for people, not empty
     * @param policy what to do when engines fail or are not there
     * @return an open copier, to be closed by the caller
     * @throws NetDmaException INVALID_PARAMETER for an empty name or a policy out of range
     */
    ManagedCopier open(String name, CopierPolicy policy) throws NetDmaException;
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.spi;

import org.netdma.wdm.NtStatus;
import org.osgi.annotation.versioning.ConsumerType;

/** A channel that can be aborted. */
@ConsumerType
public interface AbortableChannel extends ProviderChannel {

    /**
     * Stops the channel at once; the current descriptor may stay half done, the completion word says HALTED. When this
     * returns the engine reads and writes no client memory for the channel until StartDma [XFR-7].
     *
     * @return SUCCESS, or why the channel could not be stopped. Windows: ProviderAbortDma
     */
    NtStatus abortDma();
}

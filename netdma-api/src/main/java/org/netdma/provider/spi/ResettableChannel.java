// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.spi;

import org.netdma.wdm.NtStatus;
import org.osgi.annotation.versioning.ConsumerType;

/** A channel that can be reset. */
@ConsumerType
public interface ResettableChannel extends ProviderChannel {

    /**
     * Makes the channel as just allocated. When this returns the engine never again touches a descriptor submitted
     * before, nor its data [XFR-8].
     *
     * @return SUCCESS, or why the channel could not be reset. Windows: ProviderResetChannel
     */
    NtStatus resetChannel();
}

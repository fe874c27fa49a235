// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A connected interrupt, and the message write that raises it. Windows: KINTERRUPT.
 */
@ProviderType
public interface InterruptObject {

    /**
     * Raises the interrupt: the message write, or the edge of the line, of the device. The driver wires it into its
     * hardware; a software engine calls it from the engine's thread, on which the service routine then runs. Allocates
     * nothing. Does nothing after {@link #disconnect()}.
     */
    void signal();

    /**
     * Disconnects: when it returns, no service routine of this interrupt runs or will run. Not to be called from the
     * service routine. Windows: IoDisconnectInterruptEx.
     */
    void disconnect();
}

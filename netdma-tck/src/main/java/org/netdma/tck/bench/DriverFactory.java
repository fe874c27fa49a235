// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import org.netdma.provider.NetDma;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.driver.Driver;

/** Makes the driver under test, as Declarative Services would; often a constructor reference. */
@FunctionalInterface
public interface DriverFactory {

    /**
     * {@return a driver that DriverEntry was not called on}
     *
     * @param io     the I/O manager
     * @param netDma the NetDMA interface
     */
    Driver create(IoManager io, NetDma netDma);

    /** Takes a driver back whose devices are removed, as far as it let them be; the bench ends. */
    default void release(Driver driver) {
        // one that was made with new is garbage
    }
}

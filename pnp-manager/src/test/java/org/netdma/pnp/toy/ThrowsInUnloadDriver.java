// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;

/** Throws in Unload [PNP-18]. */
public final class ThrowsInUnloadDriver extends ToyDriver {

    public ThrowsInUnloadDriver(IoManager io) {
        super(io);
    }

    @Override
    protected void unload(DriverObject driver) {
        super.unload(driver);
        throw new IllegalStateException("thrown in Unload");
    }
}

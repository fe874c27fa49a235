// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Throws in START_DEVICE. */
public final class ThrowsInStartDriver extends ToyDriver {

    public ThrowsInStartDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        throw new IllegalStateException("thrown in START_DEVICE");
    }
}

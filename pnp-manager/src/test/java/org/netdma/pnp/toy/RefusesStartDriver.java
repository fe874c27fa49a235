// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Fails START_DEVICE. */
public final class RefusesStartDriver extends ToyDriver {

    public RefusesStartDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        return NtStatus.IO_DEVICE_ERROR;
    }
}

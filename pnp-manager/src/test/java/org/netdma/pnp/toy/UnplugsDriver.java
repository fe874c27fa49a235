// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Makes a driver go, perhaps itself, in its own START_DEVICE. */
public class UnplugsDriver extends ToyDriver {

    private final Runnable unplug;

    public UnplugsDriver(IoManager io, Runnable unplug) {
        super(io);
        this.unplug = unplug;
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        unplug.run();
        return NtStatus.SUCCESS;
    }
}

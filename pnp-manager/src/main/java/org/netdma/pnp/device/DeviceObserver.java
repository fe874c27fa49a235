// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.device;

/** Is told what changes of devices, on the PnP manager's thread and in order. It only notes it: it must not wait. */
@FunctionalInterface
public interface DeviceObserver {

    /** Something has changed. */
    void changed(DeviceChange change);
}

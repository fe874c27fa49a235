// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.object;

/** Something of the machine that a device holds and must give back before it is removed: an interrupt, a DPC. */
public interface DeviceConnection {

    /** Gives it back; nothing happens when that was done. */
    void release();

    /** {@return whether it ends with the resources that the device has now} */
    boolean isTiedToResources();

    /** {@return what it is, for log lines} */
    String description();
}

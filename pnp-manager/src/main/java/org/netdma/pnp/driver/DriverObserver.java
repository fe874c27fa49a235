// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

/** Is told what changes of drivers, on the PnP manager's thread and in order. It only notes it: it must not wait. */
@FunctionalInterface
public interface DriverObserver {

    /** Something has changed. */
    void changed(DriverChange change);
}

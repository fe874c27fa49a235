// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** Starts and stops the bundles of staged drivers, while the framework runs. Runs bundle code: it may block. */
public interface BundleStarter {

    /** Of a system without bundles. */
    BundleStarter NONE = new BundleStarter() {
        @Override
        public void start(long bundleId) throws NtStatusException {
            throw new NtStatusException(NtStatus.NOT_SUPPORTED, "PNP-16", "there is nobody to start bundles");
        }

        @Override
        public void stop(long bundleId) throws NtStatusException {
            throw new NtStatusException(NtStatus.NOT_SUPPORTED, "PNP-12", "there is nobody to stop bundles");
        }
    };

    /**
     * Starts a bundle. Its driver services are there when this returns, unless their components wait for something.
     *
     * @throws NtStatusException when it can not be started
     */
    void start(long bundleId) throws NtStatusException;

    /**
     * Stops a bundle, unless somebody has decided that it shall be started.
     *
     * @throws NtStatusException when it can not be stopped
     */
    void stop(long bundleId) throws NtStatusException;
}

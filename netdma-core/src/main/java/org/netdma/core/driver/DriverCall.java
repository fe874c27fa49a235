// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.driver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.netdma.wdm.NtStatus;

/** Calls into a driver that come back with a status whatever the driver does. Control path. */
public final class DriverCall {

    private static final Logger LOG = System.getLogger(DriverCall.class.getName());

    private DriverCall() {
    }

    /**
     * Calls an entry point that answers with a status.
     *
     * @param what entry point and provider, for the log
     * @param call the call
     * @return what it returned; DRIVER_INTERNAL_ERROR when it threw, or returned null or a status that is neither
     *         success nor an error
     */
    public static NtStatus status(String what, Supplier<NtStatus> call) {
        NtStatus status = answer(what, call);
        if (status == null || status != NtStatus.SUCCESS && status.isSuccess()) {
            LOG.log(Level.ERROR, "{0} returned {1}: a driver returns SUCCESS or an error", what, status);
            return NtStatus.DRIVER_INTERNAL_ERROR;
        }
        return status;
    }

    /**
     * Calls an entry point that answers with an object.
     *
     * @return what it returned, null when it threw
     */
    public static <T> T answer(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (Throwable e) { // a driver may throw anything, LinkageError included, without taking the interface along
            threw(what, e);
            return null;
        }
    }

    /** Logs what an entry point threw. {@return the status it counts as} */
    public static NtStatus threw(String what, Throwable thrown) {
        ThrownLog.error(LOG, what + " threw; it counts as " + NtStatus.DRIVER_INTERNAL_ERROR, thrown);
        return NtStatus.DRIVER_INTERNAL_ERROR;
    }
}

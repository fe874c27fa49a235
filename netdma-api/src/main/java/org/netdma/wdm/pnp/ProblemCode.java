// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

/** Why a device does not work, numbered as Windows numbers it in the device manager. */
public enum ProblemCode {
    /** No problem. */
    NONE(0, "works"),
    /** What is configured of the device can not be used: how many of it there are. */
    NOT_CONFIGURED(1, "not configured"),
    /** START_DEVICE failed. */
    FAILED_START(10, "cannot start"),
    /** Memory windows or vectors ran out, or conflict. */
    NORMAL_CONFLICT(12, "no free resources"),
    /** Works with old parameters, since it vetoed its removal; the new ones hold after a restart. */
    NEED_RESTART(14, "needs restart"),
    /** Is being removed: from the moment when its drivers agreed, or are not asked, until they have let go of it. */
    WILL_BE_REMOVED(21, "being removed"),
    /** A person disabled it. */
    DISABLED(22, "disabled"),
    /** Its bus no longer reports it; or its driver finds no hardware, and fails START_DEVICE with NO_SUCH_DEVICE. */
    DEVICE_NOT_THERE(24, "not there"),
    /** No driver serves it [PNP-16]. */
    FAILED_INSTALL(28, "no driver"),
    /** AddDevice failed [PNP-3]. */
    FAILED_ADD(31, "AddDevice failed"),
    /** DriverEntry failed [PNP-2]. */
    FAILED_DRIVER_ENTRY(37, "DriverEntry failed"),
    /**
     * A thread is still in an earlier instance of its driver, for this device, and does not return. Other devices are
     * not concerned, for instances of a driver share no classes; this one starts by itself when the thread is back.
     */
    DRIVER_FAILED_PRIOR_UNLOAD(38, "earlier instance still in memory"),
    /** The driver is corrupt or missing, or not a PnP driver [PNP-1]. */
    DRIVER_FAILED_LOAD(39, "driver corrupt or missing"),
    /** The driver reported a problem after the start. */
    FAILED_POST_START(43, "reported a problem after start"),
    /** May be pulled out now. */
    HELD_FOR_EJECT(47, "prepared for safe removal");

    private final int number;
    private final String text;

    ProblemCode(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** {@return the number a person sees} */
    public int number() {
        return number;
    }

    /** {@return what a person reads} */
    public String text() {
        return text;
    }

    /**
     * Returns whether something is wrong, of which the log warns: not for a device that works, waits for a driver, was
     * disabled by a person or is prepared for its removal.
     */
    public boolean isFault() {
        return switch (this) {
            case NONE, FAILED_INSTALL, DISABLED, HELD_FOR_EJECT -> false;
            case NOT_CONFIGURED, FAILED_START, NORMAL_CONFLICT, NEED_RESTART, WILL_BE_REMOVED, DEVICE_NOT_THERE, FAILED_ADD,
                    FAILED_DRIVER_ENTRY, DRIVER_FAILED_PRIOR_UNLOAD, DRIVER_FAILED_LOAD, FAILED_POST_START -> true;
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

/** The state of a devnode. */
public enum DeviceState {
    /** Its bus no longer reports it. */
    NOT_PRESENT,
    /** Its bus reports it; nothing is known of it yet. */
    PRESENT,
    /** Ids, text, capabilities and requirements are known. */
    ENUMERATED,
    /** A driver is matched and loaded. */
    DRIVERS_INITIALIZED,
    /** AddDevice has put the FDO on the stack. */
    FDO_ATTACHED,
    /** Memory windows and interrupts are assigned. */
    RESOURCES_ASSIGNED,
    /** Works. */
    STARTED,
    /** Was asked whether it may be stopped, and agreed. */
    STOP_PENDING,
    /** Stopped, to be started with other resources. */
    STOPPED,
    /** Was asked whether it may be removed, and agreed. */
    REMOVE_PENDING,
    /** Its hardware went without asking. */
    SURPRISE_REMOVED,
    /** Its drivers have let go of it. */
    REMOVED,
    /** Does not work; the problem code says why. */
    FAILED
}

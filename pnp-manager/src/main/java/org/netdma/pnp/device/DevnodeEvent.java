// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.device;

/** What can happen to a devnode. */
public enum DevnodeEvent {
    /** Its bus reports it. */
    REPORTED,
    /** Ids, text, capabilities and requirements were queried. */
    IDENTIFIED,
    /** A driver is matched and its DriverEntry has succeeded. */
    DRIVER_LOADED,
    /** AddDevice succeeded, and the FDO is on the stack. */
    FDO_ATTACHED,
    /** The arbiters have assigned what the filtered requirements ask for. */
    RESOURCES_ASSIGNED,
    /** START_DEVICE succeeded, and the driver reported no problem in QUERY_PNP_DEVICE_STATE. */
    START_SUCCEEDED,
    /** QUERY_STOP_DEVICE succeeded. */
    STOP_AGREED,
    /** CANCEL_STOP_DEVICE was sent. */
    STOP_CANCELLED,
    /** STOP_DEVICE was sent. */
    STOP_DONE,
    /** QUERY_REMOVE_DEVICE succeeded. */
    REMOVE_AGREED,
    /** CANCEL_REMOVE_DEVICE was sent. */
    REMOVE_CANCELLED,
    /** The driver's bundle goes without asking, or it does not start again: SURPRISE_REMOVAL is sent. */
    SURPRISED,
    /** The hardware goes without asking: SURPRISE_REMOVAL is sent. */
    VANISHED,
    /** REMOVE_DEVICE was sent and the stack is clean. */
    REMOVE_DONE,
    /** Nobody serves it, and it waits for being pulled out. */
    EJECTED,
    /** A step failed, and what it left behind is cleaned up. */
    STEP_FAILED,
    /** Still on its bus, and free to be served again. */
    RELEASED,
    /** Its bus no longer reports it. */
    DEPARTED
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.device;

import org.netdma.wdm.pnp.ProblemCode;

/**
 * Why a device does not work.
 *
 * @param code   the number that people know
 * @param text   what exactly went wrong
 * @param before what comes back when a removal is cancelled; null outside a removal
 */
record DevnodeProblem(ProblemCode code, String text, DevnodeProblem before) {

    /** Nothing is wrong. */
    static final DevnodeProblem NONE = new DevnodeProblem(ProblemCode.NONE, "");

    private static final DevnodeProblem NOT_THERE = new DevnodeProblem(ProblemCode.DEVICE_NOT_THERE,
            "its bus no longer reports it [PNP-11]");

    DevnodeProblem(ProblemCode code, String text) {
        this(code, text, null);
    }

    /** {@return the problem after an event: some belong to states, come and go with them, and are told with them} */
    DevnodeProblem after(DevnodeEvent event) {
        return switch (event) {
            case REMOVE_AGREED, SURPRISED ->
                    new DevnodeProblem(ProblemCode.WILL_BE_REMOVED, "its drivers are being removed [PNP-10]", this);
            case REMOVE_CANCELLED -> before;
            case REMOVE_DONE -> NONE;
            case VANISHED, DEPARTED -> NOT_THERE;
            // It stays, or whoever causes the event sets another one.
            default -> this;
        };
    }
}

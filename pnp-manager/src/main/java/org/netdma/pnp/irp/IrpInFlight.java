// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

/**
 * The IRP that travels a device's stack: there is at most one [PNP-4]. When the hardware is pulled out, nobody waits
 * for what it would have done any longer. Safe for use by any thread.
 */
public final class IrpInFlight {

    private IoRequestPacket irp;
    private boolean hardwareGone;

    /** Notes the IRP that is sent now. */
    public synchronized void begins(IoRequestPacket sent) {
        irp = sent;
        recall();
    }

    /** Notes that the IRP is completed or given up. */
    public synchronized void ended() {
        irp = null;
    }

    /** Notes that the hardware is pulled out, or that it is there after all: its removal comes, or does not. */
    public synchronized void hardwareGone(boolean gone) {
        hardwareGone = gone;
        recall();
    }

    private void recall() {
        // What must not fail is part of the removal, and brought to its end [PNP-7].
        if (hardwareGone && irp != null && irp.mayFail()) {
            irp.recall();
        }
    }
}

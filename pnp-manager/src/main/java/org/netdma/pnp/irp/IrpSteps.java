// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import org.netdma.pnp.object.DeviceLayer;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pnp.LifeParty;

/** Records the way of an IRP in the life of the device whose stack it travels. */
final class IrpSteps {

    private IrpSteps() {
    }

    /** An IRP is passed to a device object; {@code from} had it before, or is null for the I/O manager itself. */
    static void passed(IoStackLocation location, DeviceLayer from, DeviceLayer to) {
        to.home().ifPresent(stack -> {
            if (location.minor() == PnpMinorFunction.REMOVE_DEVICE) {
                // Should this be its last device, Unload is part of the same life [PNP-12].
                to.driver().dealsWith(stack.life());
            }
            stack.life().call(party(from), to.party(), text(location));
        });
    }

    /** An IRP goes back up; {@code to} is null when it is back where it was sent from. */
    static void returned(IoStackLocation location, DeviceLayer from, DeviceLayer to, NtStatus status) {
        from.home().ifPresent(stack -> stack.life().answer(from.party(), party(to), text(location), status));
    }

    /** An IRP is cancelled, by a call of the routine that its holder has set for that. */
    static void cancelled(IoStackLocation location, DeviceLayer holder) {
        holder.home().ifPresent(stack -> stack.life().call(LifeParty.PNP_MANAGER, holder.party(),
                "CancelRoutine of " + text(location)));
    }

    /** The sender of an IRP waits for it no longer. */
    static void abandoned(IoStackLocation location, DeviceLayer holder) {
        holder.home().ifPresent(stack -> stack.life().note(
                text(location) + " is given up: " + holder.driver().name() + " has it"));
    }

    private static LifeParty party(DeviceLayer layer) {
        return layer == null ? LifeParty.PNP_MANAGER : layer.party();
    }

    private static String text(IoStackLocation location) {
        String name = location.minor().name().equals("NONE") ? location.major().name() : location.minor().name();
        if (location.parameters() instanceof IrpParameters.QueryId query) {
            return name + " (" + query.type() + ")";
        }
        return location.parameters() instanceof IrpParameters.Power power ? name + " " + power.state() : name;
    }
}

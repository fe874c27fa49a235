// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;

import org.netdma.pnp.device.DeviceTree;
import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.device.DevnodeState;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PowerMinorFunction;

/**
 * Takes started devices to low power and back: QUERY_POWER, which a driver may refuse, then SET_POWER. Power IRPs go
 * the way of PnP IRPs and are never concurrent with one [PNP-4].
 */
final class PowerSequence {

    private static final System.Logger LOG = System.getLogger(PowerSequence.class.getName());

    private final DeviceTree tree;
    private final IrpSender sender;

    PowerSequence(DeviceTree tree, IrpSender sender) {
        this.tree = tree;
        this.sender = sender;
    }

    /**
     * Brings a device to a power state.
     *
     * @throws NtStatusException see PnpManager
     */
    void setPower(Devnode node, DevicePowerState wanted) throws NtStatusException {
        if (node.state() != DevnodeState.STARTED) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_STATE, "PWR-1",
                    node + " is " + node.state() + "; only a started device changes its power state");
        }
        if (node.powerState() == wanted) {
            return;
        }
        if (wanted == DevicePowerState.D3) {
            requireIdleBus(node);
            send(node, PowerMinorFunction.QUERY_POWER, wanted);
        }
        send(node, PowerMinorFunction.SET_POWER, wanted);
        node.powered(wanted);
        LOG.log(Level.INFO, "{0} is in power state {1}", node, wanted);
    }

    private void requireIdleBus(Devnode bus) throws NtStatusException {
        if (bus.parent().isEmpty()) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_REQUEST, "PWR-1", bus + " is the root and stays on");
        }
        for (Devnode child : tree.children(bus)) {
            if (child.state().isOperating() && child.powerState() == DevicePowerState.D0) {
                throw new NtStatusException(NtStatus.DEVICE_BUSY, "PNP-13",
                        child + " hangs on " + bus + " and works; children go to low power before their parents");
            }
        }
    }

    private void send(Devnode node, PowerMinorFunction minor, DevicePowerState wanted) throws NtStatusException {
        IrpSender.Answer answer = sender.send(node, IoStackLocation.power(minor, wanted), null);
        // Untouched: none of the drivers, nor the bus, does anything about power. That is no refusal.
        if (!answer.status().isSuccess() && !answer.isUntouched()) {
            throw new NtStatusException(answer.status(), "PWR-1", "%s to %s of %s failed: %s; it stays in %s"
                    .formatted(minor, wanted, node, answer.cause(), node.powerState()));
        }
    }
}

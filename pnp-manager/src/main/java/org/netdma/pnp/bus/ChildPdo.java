// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.bus;

import java.util.List;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters.IdType;
import org.netdma.wdm.IrpParameters.QueryId;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** A device of a bus, seen from below: answers what the bus knows, and completes what came all the way down. */
final class ChildPdo {

    private final IoManager io;
    private final ChildDevice device;
    private volatile boolean missing;

    ChildPdo(IoManager io, ChildDevice device) {
        this.io = io;
        this.device = device;
    }

    /** Says that the bus no longer reports it: its next REMOVE_DEVICE is its last. */
    void markMissing() {
        missing = true;
    }

    NtStatus dispatchPnp(DeviceObject pdo, Irp irp, IoStackLocation location) {
        PnpMinorFunction minor = (PnpMinorFunction) location.minor();
        switch (minor) {
            case QUERY_ID -> answer(irp, new IrpInformation.Ids(ids(((QueryId) location.parameters()).type())));
            case QUERY_DEVICE_TEXT -> answer(irp, new IrpInformation.Text(device.description()));
            case QUERY_CAPABILITIES -> answer(irp, device.capabilities());
            case QUERY_RESOURCE_REQUIREMENTS -> answer(irp, new IrpInformation.Requirements(device.requirements()));
            case START_DEVICE, QUERY_REMOVE_DEVICE, REMOVE_DEVICE, CANCEL_REMOVE_DEVICE, STOP_DEVICE,
                    QUERY_STOP_DEVICE, CANCEL_STOP_DEVICE, SURPRISE_REMOVAL -> irp.setStatus(NtStatus.SUCCESS);
            case QUERY_DEVICE_RELATIONS, FILTER_RESOURCE_REQUIREMENTS, QUERY_PNP_DEVICE_STATE -> {
                // Nothing to add: the status stays what the drivers above made it.
            }
        }
        NtStatus status = irp.status();
        io.completeRequest(irp);
        if (minor == PnpMinorFunction.REMOVE_DEVICE && missing) {
            io.deleteDevice(pdo);
        }
        return status;
    }

    private List<String> ids(IdType type) {
        return switch (type) {
            case DEVICE -> List.of(device.deviceId());
            case INSTANCE -> List.of(device.instance());
            case HARDWARE -> device.hardwareIds();
            case COMPATIBLE -> device.compatibleIds();
        };
    }

    private static void answer(Irp irp, IrpInformation information) {
        irp.setInformation(information);
        irp.setStatus(NtStatus.SUCCESS);
    }
}

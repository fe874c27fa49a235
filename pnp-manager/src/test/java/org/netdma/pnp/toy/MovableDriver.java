// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation.Requirements;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.ResourceRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** Serves many devices; each can be told to refuse a request, or to need a window more from now on. */
public final class MovableDriver extends ToyDriver {

    private final Map<String, PnpMinorFunction> refused = new ConcurrentHashMap<>();
    private final Set<String> growing = ConcurrentHashMap.newKeySet();

    public MovableDriver(IoManager io) {
        super(io);
    }

    /** Refuses a request to a device from now on. */
    public void refuse(PnpMinorFunction minor, String instanceId) {
        refused.put(instanceId, minor);
    }

    /** Asks for a window more whenever a device's requirements are filtered from now on. */
    public void grow(String instanceId) {
        growing.add(instanceId);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        if (refused.get(fdo.instanceId()) == minor) {
            return complete(irp, NtStatus.DEVICE_BUSY);
        }
        if (minor == PnpMinorFunction.FILTER_RESOURCE_REQUIREMENTS && growing.contains(fdo.instanceId())) {
            List<ResourceRequirement> more = new ArrayList<>(
                    irp.information(Requirements.class).orElseThrow().list().requirements());
            more.add(MemoryRequirement.window(0x4_0000));
            irp.setInformation(new Requirements(new ResourceRequirementsList(more)));
            irp.setStatus(NtStatus.SUCCESS);
        }
        if (minor == PnpMinorFunction.STOP_DEVICE) {
            irp.setStatus(NtStatus.SUCCESS);
        }
        return super.dispatchPnp(fdo, irp, minor);
    }
}

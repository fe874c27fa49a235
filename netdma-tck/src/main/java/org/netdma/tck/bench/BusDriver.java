// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.List;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters.QueryId;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.resource.ResourceRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** The driver at the bottom of every stack. A test can make it refuse the start, and answer late. */
public final class BusDriver {

    /** What it says of a device. */
    public static final IrpInformation.Text TEXT = new IrpInformation.Text("A device on the conformance bench");

    private final Bench bench;
    private final ResourceRequirementsList requirements;
    private volatile NtStatus startStatus = NtStatus.SUCCESS;
    private volatile boolean late;

    BusDriver(Bench bench, List<ResourceRequirement> requirements) {
        this.bench = bench;
        this.requirements = new ResourceRequirementsList(requirements);
    }

    /** Makes it answer START_DEVICE with this status. */
    public void failStart(NtStatus status) {
        startStatus = status;
    }

    /** Makes it mark each IRP pending and complete it later, from a thread of its own. */
    public void answerLate() {
        late = true;
    }

    ResourceRequirementsList requirements() {
        return requirements;
    }

    NtStatus dispatch(DeviceObject pdo, Irp irp) {
        BenchIrp packet = (BenchIrp) irp;
        if (!late) {
            return answer(pdo, packet);
        }
        packet.markPendingByBus();
        bench.threads().begin("bus", () -> answer(pdo, packet));
        return NtStatus.PENDING;
    }

    private NtStatus answer(DeviceObject pdo, BenchIrp packet) {
        if (packet.request().minor() instanceof PnpMinorFunction minor) {
            answer(pdo, packet, minor);
        } else {
            packet.answer(NtStatus.SUCCESS, null); // power
        }
        NtStatus status = packet.finalStatus();
        packet.complete();
        return status;
    }

    private void answer(DeviceObject pdo, BenchIrp packet, PnpMinorFunction minor) {
        switch (minor) {
            case START_DEVICE -> packet.answer(startStatus, null);
            case QUERY_ID -> packet.answer(NtStatus.SUCCESS, ids(pdo, packet));
            case QUERY_DEVICE_TEXT -> packet.answer(NtStatus.SUCCESS, TEXT);
            case QUERY_CAPABILITIES ->
                    packet.answer(NtStatus.SUCCESS, new IrpInformation.Capabilities(true, true, false));
            case QUERY_RESOURCE_REQUIREMENTS ->
                    packet.answer(NtStatus.SUCCESS, new IrpInformation.Requirements(requirements));
            case QUERY_REMOVE_DEVICE, REMOVE_DEVICE, CANCEL_REMOVE_DEVICE, STOP_DEVICE, QUERY_STOP_DEVICE,
                    CANCEL_STOP_DEVICE, SURPRISE_REMOVAL -> packet.answer(NtStatus.SUCCESS, null);
            case QUERY_DEVICE_RELATIONS, FILTER_RESOURCE_REQUIREMENTS, QUERY_PNP_DEVICE_STATE -> {
                // not the bus driver's: the status stays what the drivers above made it
            }
        }
    }

    private IrpInformation.Ids ids(DeviceObject pdo, BenchIrp packet) {
        return new IrpInformation.Ids(switch (((QueryId) packet.request().parameters()).type()) {
            case DEVICE -> List.of(bench.plan().hardwareId());
            case INSTANCE -> List.of(pdo.instanceId());
            case HARDWARE -> List.of(bench.plan().hardwareId());
            case COMPATIBLE -> List.of();
        });
    }
}

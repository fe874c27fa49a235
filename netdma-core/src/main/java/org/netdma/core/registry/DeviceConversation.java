// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.util.function.Supplier;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.InterfaceStep;
import org.netdma.wdm.InterfaceStep.Direction;
import org.netdma.wdm.NtStatus;

/** Notes in the record of a device's life what its driver and the interface call each other for. Control path. */
final class DeviceConversation {

    private static final String INTERFACE = "NetDMA interface";

    private final DeviceObject device;

    /** @param device the PDO; null for nobody */
    DeviceConversation(DeviceObject device) {
        this.device = device;
    }

    /** The driver calls the interface. {@return what that answers} */
    NtStatus fromDriver(String routine, Supplier<NtStatus> call) {
        driverCalls(routine);
        NtStatus status = call.get();
        interfaceAnswers(routine, status);
        return status;
    }

    /** The interface calls the driver. {@return what that answers} */
    NtStatus toDriver(String routine, Supplier<NtStatus> call) {
        note(Direction.INTERFACE_CALLS, routine, NtStatus.SUCCESS);
        NtStatus status = call.get();
        note(Direction.DRIVER_ANSWERS, routine, status);
        return status;
    }

    void driverCalls(String routine) {
        note(Direction.DRIVER_CALLS, routine, NtStatus.SUCCESS);
    }

    void interfaceAnswers(String routine, NtStatus status) {
        note(Direction.INTERFACE_ANSWERS, routine, status);
    }

    private void note(Direction direction, String routine, NtStatus status) {
        if (device != null) {
            device.note(new InterfaceStep(INTERFACE, direction, routine, status));
        }
    }
}

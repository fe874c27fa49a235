// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.netdma.pnp.bus.BusDriver;
import org.netdma.pnp.bus.ChildDevice;
import org.netdma.pnp.toy.LogLines;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation.Capabilities;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

class EnumerationTest {

    private static final String DEVICE = "FIELD\\ONE\\0";

    /** A bus with one device, of which it can not tell something at first. */
    private static final class ForgetfulBus extends BusDriver {
        private final PnpMinorFunction forgotten;
        private volatile boolean forgets = true;

        ForgetfulBus(IoManager io, PnpMinorFunction forgotten) {
            super(io);
            this.forgotten = forgotten;
            insert(new ChildDevice("FIELD\\ONE", "0", List.of("FIELD\\ONE"), List.of(), "one",
                    new Capabilities(true, true, true),
                    new ResourceRequirementsList(List.of(MemoryRequirement.window(4096)))));
        }

        @Override
        protected NtStatus dispatchPnp(DeviceObject device, Irp irp) {
            if (forgets && device.instanceId().startsWith("a new device")
                    && irp.currentStackLocation().minor() == forgotten) {
                irp.setStatus(NtStatus.IO_TIMEOUT);
                io.completeRequest(irp);
                return NtStatus.IO_TIMEOUT;
            }
            return super.dispatchPnp(device, irp);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.INCLUDE, names = {"QUERY_ID", "QUERY_CAPABILITIES", "QUERY_DEVICE_TEXT",
            "QUERY_RESOURCE_REQUIREMENTS"})
    @DisplayName("[PNP-18] a device that its bus can not tell all of is left out, and found when it is asked again")
    void shouldFindADeviceLaterThatIsKnownByHalf(PnpMinorFunction forgotten) throws NtStatusException {
        try (LogLines log = new LogLines(); TestMachine machine = new TestMachine()) {
            machine.plug("ONE", new ToyDriver(machine.io()), Map.of("hardwareIds", List.of("FIELD\\ONE")));
            ForgetfulBus bus = machine.plug("FIELDBUS", new ForgetfulBus(machine.io(), forgotten),
                    Map.of("deviceClass", "System", "rootEnumerated", 1L));
            machine.awaitStarted("ROOT\\FIELDBUS\\0000");
            machine.pnp().rescan();
            assertEquals(Optional.empty(), machine.pnp().device(DEVICE));
            List<String> errors = log.takeErrors();
            assertTrue(errors.stream().allMatch(error -> error.contains("is left out until its bus is asked")
                    && error.contains(forgotten.name())), errors::toString);
            bus.forgets = false;
            machine.pnp().rescan();
            assertEquals(1, machine.awaitStarted(DEVICE).resources().memory().size());
            assertEquals(List.of(), log.takeErrors());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.AttachesNothingDriver;
import org.netdma.pnp.toy.CompletesTwiceDriver;
import org.netdma.pnp.toy.ForgetsIrpDriver;
import org.netdma.pnp.toy.NoAddDeviceDriver;
import org.netdma.pnp.toy.NoUnloadDriver;
import org.netdma.pnp.toy.RefusesAddDeviceDriver;
import org.netdma.pnp.toy.RefusesDriverEntryDriver;
import org.netdma.pnp.toy.RefusesFilterDriver;
import org.netdma.pnp.toy.RefusesStartDriver;
import org.netdma.pnp.toy.ReportsFailureDriver;
import org.netdma.pnp.toy.ExplainsDriver;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ThrowsInAddDeviceDriver;
import org.netdma.pnp.toy.ThrowsInDriverEntryDriver;
import org.netdma.pnp.toy.ThrowsInStartDriver;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.IrpTrace;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.resource.ResourceList;

class StartSequenceTest {

    private final TestMachine machine = new TestMachine();

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    @DisplayName("section 3: a device arrives, its driver is not loaded")
    void shouldRunTheWholeArrivalSequence() {
        ToyDriver driver = machine.plug("TOY", ToyDriver::new);
        DeviceInfo device = machine.awaitStarted("ROOT\\TOY\\0000");
        assertEquals(List.of("DriverEntry", "AddDevice ROOT\\TOY\\0000", "FILTER_RESOURCE_REQUIREMENTS ROOT\\TOY\\0000",
                "START_DEVICE ROOT\\TOY\\0000", "QUERY_CAPABILITIES ROOT\\TOY\\0000",
                "QUERY_PNP_DEVICE_STATE ROOT\\TOY\\0000"), awaitJournal(driver, 6));
        assertEquals(List.of("PDO of ROOT\\TOY\\0000", "FDO of ROOT\\TOY\\0000"), device.stack());
        assertEquals("TOY", device.driver());
        assertEquals("HTREE\\ROOT\\0", device.parentId());
        assertEquals(List.of("PNP/QUERY_ID", "PNP/QUERY_ID", "PNP/QUERY_ID", "PNP/QUERY_ID", "PNP/QUERY_CAPABILITIES",
                "PNP/QUERY_DEVICE_TEXT", "PNP/QUERY_RESOURCE_REQUIREMENTS", "PNP/FILTER_RESOURCE_REQUIREMENTS",
                "PNP/START_DEVICE", "PNP/QUERY_CAPABILITIES", "PNP/QUERY_PNP_DEVICE_STATE"),
                machine.pnp().irps("ROOT\\TOY\\0000").stream().map(IrpTrace::request).toList());
    }

    @Test
    @DisplayName("section 3: a device is started after QUERY_CAPABILITIES and QUERY_PNP_DEVICE_STATE, not before")
    void shouldNotBeStartedBeforeItsStateIsKnown() {
        List<DeviceState> seen = new CopyOnWriteArrayList<>();
        machine.plug("TOY", new ToyDriver(machine.io()) {
            @Override
            protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
                if (minor == PnpMinorFunction.QUERY_CAPABILITIES || minor == PnpMinorFunction.QUERY_PNP_DEVICE_STATE) {
                    seen.add(machine.device(fdo.instanceId()).state());
                }
                return super.dispatchPnp(fdo, irp, minor);
            }
        }, Map.of("rootEnumerated", 1L));
        machine.awaitStarted("ROOT\\TOY\\0000");
        assertEquals(List.of(DeviceState.RESOURCES_ASSIGNED, DeviceState.RESOURCES_ASSIGNED), seen);
    }

    @Test
    @DisplayName("[PNP-4] all PnP routines run on the PnP thread")
    void shouldCallDriversOnThePnpThread() {
        ToyDriver driver = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        machine.unplug(driver);
        assertEquals(Set.of("netdma-pnp"), Set.copyOf(driver.threads()));
    }

    @Test
    @DisplayName("section 3: DriverEntry once per load, AddDevice once per device")
    void shouldLoadTheDriverOnceForAllItsDevices() {
        ToyDriver driver = machine.plug("TOY", new ToyDriver(machine.io()), Map.of("rootEnumerated", 3L));
        for (int instance = 0; instance < 3; instance++) {
            machine.awaitStarted("ROOT\\TOY\\000" + instance);
        }
        assertEquals(1, driver.journal().stream().filter("DriverEntry"::equals).count());
        assertEquals(3, driver.journal().stream().filter(line -> line.startsWith("AddDevice")).count());
        assertEquals(List.of("ROOT\\TOY\\0000", "ROOT\\TOY\\0001", "ROOT\\TOY\\0002"), machine.driver("TOY").devices());
    }

    @Test
    @DisplayName("[PNP-3] what a driver says of its failure is in the problem text, with driver and routine")
    void shouldTellWhatADriverSaysOfItsFailure() {
        ExplainsDriver driver = machine.plug("TOY", io -> new ExplainsDriver(io, true));
        DeviceInfo device = machine.awaitProblem("ROOT\\TOY\\0000", ProblemCode.FAILED_START);
        assertEquals("START_DEVICE failed: channel 3 does not answer "
                + "[IRP_MN_START_DEVICE] " + NtStatus.IO_DEVICE_ERROR, device.problemText());
        machine.unplug(driver);
        machine.plug("TOY", io -> new ExplainsDriver(io, false));
        device = machine.awaitProblem("ROOT\\TOY\\0000", ProblemCode.FAILED_ADD);
        assertEquals("AddDevice of driver TOY for ROOT\\TOY\\0000 returned " + NtStatus.REVISION_MISMATCH
                + ": its firmware is too old [PNP-3]", device.problemText());
    }

    @Test
    void shouldShowTheRootBusAsAStartedDeviceWithItsOwnStack() {
        DeviceInfo root = machine.device("HTREE\\ROOT\\0");
        assertEquals(DeviceState.STARTED, root.state());
        assertEquals(List.of("PDO of HTREE\\ROOT\\0", "FDO of HTREE\\ROOT\\0"), root.stack());
        assertEquals(root, machine.pnp().devices().get(0));
    }

    @Test
    @DisplayName("[PNP-1] a driver without AddDevice is refused, and the message says so")
    void shouldRefuseADriverWithoutAddDevice() {
        machine.plug("TOY", NoAddDeviceDriver::new);
        DeviceInfo device = failed("TOY", ProblemCode.DRIVER_FAILED_LOAD);
        assertTrue(device.problemText().contains("no AddDevice") && device.problemText().contains("PNP-1"),
                device.problemText());
        assertEquals(LoadState.FAILED, machine.driver("TOY").state());
        assertEquals(device.problemText(), machine.driver("TOY").detail());
    }

    @Test
    @DisplayName("[PNP-1] a driver without Unload is refused, and the message says so")
    void shouldRefuseADriverWithoutUnload() {
        machine.plug("TOY", NoUnloadDriver::new);
        String text = failed("TOY", ProblemCode.DRIVER_FAILED_LOAD).problemText();
        assertTrue(text.contains("no Unload"), text);
    }

    @Test
    @DisplayName("[PNP-2] a failing DriverEntry: problem 37 for each device, none of its routines is called again")
    void shouldNotCallADriverAgainWhoseDriverEntryFailed() {
        ToyDriver driver = machine.plug("TOY", new RefusesDriverEntryDriver(machine.io()),
                Map.of("rootEnumerated", 2L));
        String text = failed("TOY", ProblemCode.FAILED_DRIVER_ENTRY).problemText();
        assertTrue(text.contains(NtStatus.UNSUCCESSFUL.toString()) && text.contains("PNP-2"), text);
        machine.awaitProblem("ROOT\\TOY\\0001", ProblemCode.FAILED_DRIVER_ENTRY);
        machine.unplug(driver);
        assertEquals(List.of("DriverEntry"), driver.journal());
    }

    @Test
    @DisplayName("[PNP-2] a throwing DriverEntry: problem 37")
    void shouldFailDevicesOfADriverThatThrowsInDriverEntry() {
        machine.plug("TOY", ThrowsInDriverEntryDriver::new);
        String text = failed("TOY", ProblemCode.FAILED_DRIVER_ENTRY).problemText();
        assertTrue(text.contains("thrown in DriverEntry"), text);
    }

    @Test
    @DisplayName("[PNP-3] a failing AddDevice: problem 31, what it attached is removed, other devices go on")
    void shouldRemoveWhatAFailingAddDeviceAttached() {
        machine.plug("TOY", new RefusesAddDeviceDriver(machine.io()), Map.of("rootEnumerated", 2L));
        DeviceInfo device = failed("TOY", ProblemCode.FAILED_ADD);
        assertTrue(device.problemText().contains("PNP-3"), device.problemText());
        machine.awaitStarted("ROOT\\TOY\\0001");
        assertEquals(List.of("ROOT\\TOY\\0001"), machine.driver("TOY").devices());
    }

    @Test
    @DisplayName("[PNP-3] a throwing AddDevice: problem 31")
    void shouldFailADeviceWhoseDriverThrowsInAddDevice() {
        machine.plug("TOY", ThrowsInAddDeviceDriver::new);
        String text = failed("TOY", ProblemCode.FAILED_ADD).problemText();
        assertTrue(text.contains("thrown in AddDevice"), text);
    }

    @Test
    @DisplayName("[PNP-3] an AddDevice that attaches nothing: problem 31")
    void shouldFailADeviceWhoseDriverAttachesNothing() {
        machine.plug("TOY", AttachesNothingDriver::new);
        String text = failed("TOY", ProblemCode.FAILED_ADD).problemText();
        assertTrue(text.contains("attached no device object"), text);
    }

    @Test
    @DisplayName("[PNP-5] a failing FILTER_RESOURCE_REQUIREMENTS: problem 10, and REMOVE_DEVICE")
    void shouldRemoveADeviceWhoseFilterFails() {
        ToyDriver driver = machine.plug("TOY", RefusesFilterDriver::new);
        String text = failed("TOY", ProblemCode.FAILED_START).problemText();
        assertTrue(text.contains("FILTER_RESOURCE_REQUIREMENTS") && text.contains("PNP-5"), text);
        assertTrue(driver.journal().contains("REMOVE_DEVICE ROOT\\TOY\\0000"), driver.journal().toString());
    }

    @Test
    @DisplayName("section 3: a failed first start leads to REMOVE_DEVICE; problem 10")
    void shouldRemoveADeviceThatFailsToStart() {
        ToyDriver driver = machine.plug("TOY", new RefusesStartDriver(machine.io()),
                Map.of("rootEnumerated", 1L, "memoryWindows", List.of(4096L)));
        DeviceInfo device = failed("TOY", ProblemCode.FAILED_START);
        assertEquals("START_DEVICE failed: driver TOY completed it and gave no reason; the log may "
                + "tell more [IRP_MN_START_DEVICE] " + NtStatus.IO_DEVICE_ERROR, device.problemText());
        assertEquals("REMOVE_DEVICE ROOT\\TOY\\0000", driver.journal().get(driver.journal().size() - 1));
    }

    @Test
    @DisplayName("[PNP-18] a throwing START_DEVICE: problem 10, the rest goes on")
    void shouldGoOnAfterADriverThrowsInStart() {
        machine.plug("TOY", ThrowsInStartDriver::new);
        failed("TOY", ProblemCode.FAILED_START);
        machine.plug("OTHER", ToyDriver::new);
        machine.awaitStarted("ROOT\\OTHER\\0000");
    }

    @Test
    @DisplayName("[PNP-8] a driver that forgets an IRP fails it")
    void shouldFailTheStartOfADriverThatForgetsTheIrp() {
        machine.plug("TOY", ForgetsIrpDriver::new);
        failed("TOY", ProblemCode.FAILED_START);
    }

    @Test
    @DisplayName("[PNP-9] a second completion is refused: the first status holds")
    void shouldIgnoreASecondCompletion() {
        machine.plug("TOY", CompletesTwiceDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
    }

    @Test
    void shouldFailADeviceThatReportsAProblemAfterItsStart() {
        ToyDriver driver = machine.plug("TOY", ReportsFailureDriver::new);
        failed("TOY", ProblemCode.FAILED_POST_START);
        assertTrue(driver.journal().contains("REMOVE_DEVICE ROOT\\TOY\\0000"), driver.journal().toString());
    }

    @Test
    @DisplayName("problem 12: no free resources, and nothing kept of them")
    void shouldFailADeviceThatNeedsMoreThanThereIs() {
        machine.plug("BIG", new ToyDriver(machine.io()),
                Map.of("rootEnumerated", 1L, "memoryWindows", List.of(0x8_0000L, 0x8_0000L, 0x1000L)));
        DeviceInfo device = failed("BIG", ProblemCode.NORMAL_CONFLICT);
        assertTrue(device.problemText().contains("4096 bytes"), device.problemText());
        machine.plug("FITS", new ToyDriver(machine.io()),
                Map.of("rootEnumerated", 1L, "memoryWindows", List.of(0x8_0000L, 0x8_0000L)));
        assertEquals(2, machine.awaitStarted("ROOT\\FITS\\0000").resources().memory().size());
    }

    /** Waits for a problem, and sees that nothing of the driver is left in the stack. */
    private DeviceInfo failed(String name, ProblemCode problem) {
        DeviceInfo device = machine.awaitProblem("ROOT\\" + name + "\\0000", problem);
        assertEquals(DeviceState.FAILED, device.state());
        assertEquals(List.of("PDO of " + device.instanceId()), device.stack());
        assertEquals(ResourceList.NONE, device.resources());
        return device;
    }

    private List<String> awaitJournal(ToyDriver driver, int lines) {
        machine.await(lines + " lines in the journal", () -> driver.journal().size() >= lines);
        return driver.journal();
    }
}

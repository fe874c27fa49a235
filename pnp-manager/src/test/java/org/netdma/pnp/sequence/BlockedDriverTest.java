// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.pnp.toy.BlocksDriver;
import org.netdma.pnp.toy.BlocksDriver.Where;
import org.netdma.pnp.toy.NeverCompletesStartDriver;
import org.netdma.pnp.toy.SlowRemovalDriver;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.pnp.toy.UnplugsDriver;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.ProblemCode;

class BlockedDriverTest {

    private static final String BLOCKS = "ROOT\\BLOCKS\\0000";

    private final TestMachine machine = new TestMachine(TestMachine.IMPATIENT);

    @AfterEach
    void close() {
        machine.close();
    }

    private static Function<IoManager, BlocksDriver> blocks(Where where) {
        return io -> new BlocksDriver(io, where);
    }

    @Test
    @DisplayName("[PNP-18] a driver that blocks in DriverEntry gets problem 37, others go on, its unbind does not hang")
    void shouldGoOnWhenDriverEntryBlocks() {
        BlocksDriver driver = machine.plug("BLOCKS", blocks(Where.DRIVER_ENTRY));
        machine.plug("OTHER", ToyDriver::new);
        DeviceInfo device = machine.awaitProblem(BLOCKS, ProblemCode.FAILED_DRIVER_ENTRY);
        assertTrue(device.problemText().contains("did not return in time [PNP-2, PNP-18]"), device.problemText());
        machine.awaitStarted("ROOT\\OTHER\\0000");
        assertEquals(LoadState.FAILED, machine.driver("BLOCKS").state());
        machine.unplug(driver);
        driver.release();
        assertEquals(List.of("DriverEntry", "interrupted in DRIVER_ENTRY"), driver.journal(),
                "[PNP-2] none of its routines is called again");
    }

    @Test
    @DisplayName("[PNP-18] a driver that blocks in AddDevice gets problem 31; what it attaches later is refused")
    void shouldGoOnWhenAddDeviceBlocks() {
        BlocksDriver driver = machine.plug("BLOCKS", blocks(Where.ADD_DEVICE));
        machine.awaitProblem(BLOCKS, ProblemCode.FAILED_ADD);
        machine.plug("OTHER", ToyDriver::new);
        machine.awaitStarted("ROOT\\OTHER\\0000");
        driver.release();
        machine.await("AddDevice to go on", () -> driver.journal().contains("AddDevice " + BLOCKS));
        machine.unplug(driver);
        assertEquals("Unload", driver.journal().get(driver.journal().size() - 1));
    }

    @Test
    @DisplayName("[PNP-4, PNP-18] a driver that blocks in START_DEVICE gets problem 10 and no other IRP")
    void shouldSendNoIrpToADeviceWhoseStartBlocks() {
        BlocksDriver driver = machine.plug("BLOCKS", blocks(Where.START));
        DeviceInfo device = machine.awaitProblem(BLOCKS, ProblemCode.FAILED_START);
        assertTrue(device.problemText().contains("PNP-18"), device.problemText());
        assertEquals(List.of("PDO of " + BLOCKS), device.stack());
        assertTrue(driver.journal().stream().noneMatch(line -> line.startsWith("REMOVE_DEVICE")));
        machine.plug("OTHER", ToyDriver::new);
        machine.awaitStarted("ROOT\\OTHER\\0000");
        machine.unplug(driver);
        assertTrue(machine.pnp().device(BLOCKS).isEmpty());
        driver.release();
    }

    @Test
    @DisplayName("[PNP-9, PNP-18] an IRP that is never completed is given up: problem 10, then REMOVE_DEVICE")
    void shouldGiveUpAnIrpThatIsNeverCompleted() {
        ToyDriver driver = machine.plug("BLOCKS", NeverCompletesStartDriver::new);
        DeviceInfo device = machine.awaitProblem(BLOCKS, ProblemCode.FAILED_START);
        assertTrue(device.problemText().contains("not completed in time [PNP-9]"), device.problemText());
        assertTrue(driver.journal().contains("REMOVE_DEVICE " + BLOCKS), driver.journal().toString());
    }

    @ParameterizedTest(name = "on a thread of its own: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("[STO-4, PNP-18] a driver that takes long is waited for while what it waits for goes on")
    void shouldWaitForADriverThatDrains(boolean pends) throws NtStatusException {
        Duration limit = Duration.ofSeconds(1);
        try (TestMachine patient = new TestMachine(new PnpLimits(Duration.ofSeconds(20), limit, Duration.ofSeconds(60)))) {
            ToyDriver driver = patient.plug("SLOW", io -> new SlowRemovalDriver(io, limit.multipliedBy(2), pends));
            patient.awaitStarted("ROOT\\SLOW\\0000");
            patient.pnp().disable("ROOT\\SLOW\\0000");
            assertEquals(ProblemCode.DISABLED, patient.device("ROOT\\SLOW\\0000").problem());
            patient.pnp().enable("ROOT\\SLOW\\0000");
            assertEquals(ProblemCode.NONE, patient.device("ROOT\\SLOW\\0000").problem());
            assertFalse(driver.journal().contains("interrupted"), driver.journal()::toString);
        }
    }

    @Test
    @DisplayName("[PNP-12, PNP-18] a driver that blocks in Unload is let go")
    void shouldLetADriverGoThatBlocksInUnload() {
        BlocksDriver driver = machine.plug("BLOCKS", blocks(Where.UNLOAD));
        machine.awaitStarted(BLOCKS);
        machine.unplug(driver);
        assertTrue(machine.pnp().drivers().isEmpty());
        machine.plug("BLOCKS", ToyDriver::new);
        machine.awaitStarted(BLOCKS);
        driver.release();
    }

    @Test
    @DisplayName("[PNP-14] a driver whose routine unplugs a driver does not deadlock")
    void shouldUnplugADriverFromAnothersRoutine() {
        ToyDriver victim = machine.plug("VICTIM", ToyDriver::new);
        machine.awaitStarted("ROOT\\VICTIM\\0000");
        machine.plug("UNPLUGS", io -> new UnplugsDriver(io, () -> machine.unplug(victim)));
        machine.awaitStarted("ROOT\\UNPLUGS\\0000");
        machine.await("the victim to be unloaded", () -> victim.journal().contains("Unload"));
        machine.await("its device to leave", () -> machine.pnp().device("ROOT\\VICTIM\\0000").isEmpty());
    }

    @Test
    @DisplayName("[PNP-14] a driver whose routine unplugs itself is removed and unloaded once")
    void shouldUnplugADriverFromItsOwnRoutine() {
        UnplugsDriver[] self = new UnplugsDriver[1];
        self[0] = new UnplugsDriver(machine.io(), () -> machine.unplug(self[0]));
        machine.plug("UNPLUGS", self[0], Map.of("rootEnumerated", 1L));
        machine.await("it to be unloaded", () -> self[0].journal().contains("Unload"));
        machine.await("its device to leave", () -> machine.pnp().device("ROOT\\UNPLUGS\\0000").isEmpty());
    }

    @Test
    @DisplayName("[PNP-16] a device whose driver goes while another device starts is not told to have no driver")
    void shouldNotMissADriverThatIsJustGoing() {
        List<ProblemCode> seen = new CopyOnWriteArrayList<>();
        ToyDriver[] self = new ToyDriver[1];
        self[0] = new UnplugsDriver(machine.io(), () -> machine.unplug(self[0])) {
            @Override
            protected void unload(DriverObject driver) {
                seen.add(machine.device("ROOT\\TOY\\0001").problem());
                super.unload(driver);
            }
        };
        machine.plug("TOY", self[0], Map.of("rootEnumerated", 2L));
        machine.await("it to be unloaded", () -> self[0].journal().contains("Unload"));
        assertEquals(List.of(ProblemCode.NONE), seen);
    }
}

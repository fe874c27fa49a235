// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.BlocksDriver;
import org.netdma.pnp.toy.BlocksDriver.Where;
import org.netdma.pnp.toy.CompletesTwiceDriver;
import org.netdma.pnp.toy.DetachesEarlyDriver;
import org.netdma.pnp.toy.NeverCompletesStartDriver;
import org.netdma.pnp.toy.RefusesRemoveDriver;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.pnp.verifier.FakeVerifier;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;

/** Drivers that break a rule, one each, and what the PnP manager tells the verifier of it. */
class VerifiedDriversTest {

    private static final String DEVICE = "ROOT\\TOY\\0000";

    private TestMachine machine = new TestMachine();
    private FakeVerifier verifier;

    @AfterEach
    void close() {
        machine.close();
    }

    private <D extends ToyDriver> D plug(VerifierMode mode, Function<IoManager, D> driver) {
        verifier = new FakeVerifier("TOY", mode, machine.plugAndPlay()::fail);
        machine.plugAndPlay().reportTo(verifier);
        return machine.plug("TOY", driver);
    }

    private void assertReported(VerifierRule rule, String call) {
        assertEquals(List.of(rule), verifier.rules(), () -> verifier.reported().toString());
        Violation violation = verifier.reported().get(0);
        assertEquals("TOY", violation.driver());
        assertEquals(DEVICE, violation.device());
        assertEquals(call, violation.call());
        assertTrue(!violation.stack().isEmpty());
    }

    @Test
    @DisplayName("a driver that does all right is not reported; its routines are looked on at")
    void shouldReportNothingOfARightDriver() {
        ToyDriver driver = plug(VerifierMode.WARN, ToyDriver::new);
        machine.awaitStarted(DEVICE);
        machine.unplug(driver);
        assertEquals(List.of(), verifier.reported());
        assertEquals(List.of("DriverEntry", "AddDevice " + DEVICE), verifier.routines().subList(0, 2));
        assertTrue(verifier.routines().contains("PNP/START_DEVICE " + DEVICE), verifier.routines()::toString);
        assertTrue(verifier.routines().contains("Unload"), verifier.routines()::toString);
        assertTrue(verifier.routines().stream().noneMatch(routine -> routine.contains("PNP/REMOVE_DEVICE")),
                "it may wait for transfers");
    }

    @Test
    @DisplayName("[PNP-9] a driver that completes an IRP twice")
    void shouldReportASecondCompletion() {
        plug(VerifierMode.WARN, CompletesTwiceDriver::new);
        machine.awaitStarted(DEVICE);
        assertReported(VerifierRule.IRP_COMPLETED_TWICE, "PNP/START_DEVICE");
    }

    @Test
    @DisplayName("[PNP-9] a driver that never completes an IRP")
    void shouldReportAnIrpThatIsNeverCompleted() {
        machine.close();
        machine = new TestMachine(TestMachine.IMPATIENT);
        plug(VerifierMode.WARN, NeverCompletesStartDriver::new);
        machine.awaitProblem(DEVICE, ProblemCode.FAILED_START);
        assertReported(VerifierRule.IRP_NEVER_COMPLETED, "PNP/START_DEVICE");
    }

    @Test
    @DisplayName("[PNP-7, PNP-10] a driver that fails REMOVE_DEVICE and keeps its device object")
    void shouldReportAFailedRemove() {
        RefusesRemoveDriver driver = plug(VerifierMode.WARN, RefusesRemoveDriver::new);
        machine.awaitStarted(DEVICE);
        machine.unplug(driver);
        assertEquals(List.of(VerifierRule.UNFAILABLE_FAILED, VerifierRule.DEVICE_NOT_DELETED), verifier.rules());
        assertTrue(verifier.reported().stream().allMatch(each -> each.driver().equals("TOY")
                && each.device().equals(DEVICE) && each.call().endsWith("REMOVE_DEVICE")),
                () -> verifier.reported().toString());
        assertTrue(verifier.reported().get(0).detail().contains("STATUS_DEVICE_BUSY"));
        assertTrue(verifier.reported().get(0).stack().stream().anyMatch(frame -> frame.getClassName().equals(
                RefusesRemoveDriver.class.getName())), () -> verifier.reported().get(0).stack().toString());
    }

    @Test
    @DisplayName("[PNP-10] a driver that detaches its device object and does not delete it")
    void shouldReportADeviceObjectThatIsNotDeleted() {
        DetachesEarlyDriver driver = plug(VerifierMode.WARN, DetachesEarlyDriver::new);
        machine.awaitStarted(DEVICE);
        machine.unplug(driver);
        assertReported(VerifierRule.DEVICE_NOT_DELETED, "REMOVE_DEVICE");
    }

    @Test
    @DisplayName("[PNP-18] a deferred routine is looked on at when its driver was watched as it made the call")
    void shouldLookOnAtDeferredRoutines() {
        CountDownLatch ran = new CountDownLatch(1);
        plug(VerifierMode.WARN, io -> new ToyDriver(io) {
            @Override
            protected NtStatus start(DeviceObject fdo) {
                io.createDpc(fdo, cpu -> ran.countDown()).queue(0);
                return super.start(fdo);
            }
        });
        machine.awaitStarted(DEVICE);
        machine.await("the DPC to run", () -> ran.getCount() == 0);
        assertTrue(verifier.routines().contains("DeferredRoutine " + DEVICE), verifier.routines()::toString);
    }

    @Test
    @DisplayName("[PNP-18] a driver that blocks in REMOVE_DEVICE longer than the PnP manager waits")
    void shouldReportABlockedRemove() {
        machine.close();
        machine = new TestMachine(TestMachine.IMPATIENT);
        CountDownLatch over = new CountDownLatch(1);
        ToyDriver driver = plug(VerifierMode.WARN, io -> new ToyDriver(io) {
            @Override
            protected NtStatus removeDevice(DeviceObject fdo, Irp irp) {
                awaitWhateverComes(over);
                return super.removeDevice(fdo, irp);
            }
        });
        machine.awaitStarted(DEVICE);
        machine.unplug(driver);
        over.countDown();
        assertTrue(verifier.reported().stream().anyMatch(each -> each.rule() == VerifierRule.CALLBACK_BLOCKED
                && each.driver().equals("TOY") && each.call().equals("PNP/REMOVE_DEVICE")),
                () -> verifier.reported().toString());
    }

    /** As a driver that heeds no interrupt. */
    private static void awaitWhateverComes(CountDownLatch over) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (over.getCount() > 0 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Test
    @DisplayName("[PNP-18] a driver that is not watched is not reported")
    void shouldReportNothingOfADriverThatIsNotWatched() {
        plug(VerifierMode.OFF, CompletesTwiceDriver::new);
        machine.awaitStarted(DEVICE);
        assertEquals(List.of(), verifier.reported());
    }

    @Test
    @DisplayName("[PNP-9] in mode STRICT the device is removed by surprise and has problem 43 until it is restarted")
    void shouldFailTheDeviceInModeStrict() throws Exception {
        ToyDriver driver = plug(VerifierMode.STRICT, CompletesTwiceDriver::new);
        DeviceInfo device = machine.awaitProblem(DEVICE, ProblemCode.FAILED_POST_START);
        assertTrue(device.problemText().startsWith("after driver TOY completed it"), device::problemText);
        assertEquals(List.of("PDO of " + DEVICE), device.stack());
        assertTrue(driver.journal().contains("SURPRISE_REMOVAL " + DEVICE), driver.journal()::toString);
        assertEquals("REMOVE_DEVICE " + DEVICE, driver.journal().get(driver.journal().size() - 1));
        machine.plugAndPlay().reportTo(null);
        machine.pnp().restart(DEVICE);
        machine.awaitStarted(DEVICE);
    }

    @Test
    @DisplayName("[PNP-18] a driver that blocks in AddDevice goes on to be given up, watched or not")
    void shouldGiveUpABlockedDriverAsEver() {
        machine.close();
        machine = new TestMachine(TestMachine.IMPATIENT);
        BlocksDriver driver = plug(VerifierMode.STRICT, io -> new BlocksDriver(io, Where.ADD_DEVICE));
        machine.awaitProblem(DEVICE, ProblemCode.FAILED_ADD);
        driver.release();
        assertTrue(verifier.routines().contains("AddDevice " + DEVICE));
    }
}

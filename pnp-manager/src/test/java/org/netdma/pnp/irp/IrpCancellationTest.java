// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.pnp.irp.ToyStack.START;
import static org.netdma.pnp.irp.ToyStack.isCompleted;
import static org.netdma.pnp.irp.ToyStack.layer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.DeviceStack;
import org.netdma.pnp.verifier.DriverVerifier;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.driver.Dispatch;

/** A stack of two: a function driver whose FDO watches, above a bus driver that lets IRPs pend. */
class IrpCancellationTest {

    private final List<String> journal = new ArrayList<>();
    private final AtomicInteger completions = new AtomicInteger();
    private IrpRouter router = new IrpRouter(() -> Duration.ofSeconds(20), new DriverVerifier());
    private DeviceLayer pdo;
    private DeviceLayer fdo;
    private Irp queued;
    private boolean wasSet;

    @BeforeEach
    void pendAtTheBottom() throws NtStatusException {
        build((device, irp) -> {
            irp.copyCurrentStackLocationToNext();
            irp.setCompletionRoutine((owner, completed) -> {
                completions.incrementAndGet();
                return NtStatus.SUCCESS;
            });
            return router.callDriver(pdo, (IoRequestPacket) irp);
        });
    }

    private void build(Dispatch top) throws NtStatusException {
        pdo = layer("bus", this::pend);
        fdo = layer("function", top);
        DeviceStack stack = new DeviceStack(pdo, "ROOT\\TOY\\0000");
        stack.open();
        stack.attach(fdo);
    }

    private NtStatus pend(DeviceObject device, Irp irp) {
        irp.markPending();
        queued = irp;
        wasSet = irp.setCancelRoutine(this::cancel);
        return NtStatus.PENDING;
    }

    private void cancel(DeviceObject device, Irp irp) {
        journal.add("cancel " + ((DeviceLayer) device).driver().name() + " " + irp.currentStackLocation().minor());
        complete(irp, NtStatus.CANCELLED);
    }

    private void complete(Irp irp, NtStatus status) {
        irp.setStatus(status);
        router.complete(irp);
    }

    /** What the driver's hardware does: completes the IRP unless that is the cancel routine's. */
    private boolean finish(Irp irp) {
        boolean own = irp.clearCancelRoutine();
        if (own) {
            complete(irp, NtStatus.SUCCESS);
        }
        return own;
    }

    private IoRequestPacket send() {
        IoRequestPacket irp = new IoRequestPacket(2, START);
        router.callDriver(fdo, irp);
        return irp;
    }

    @Test
    @DisplayName("[PNP-9] a cancelled IRP is completed by its driver's cancel routine, with CANCELLED, once")
    void shouldCompleteACancelledIrpOnce() {
        IoRequestPacket irp = send();
        assertTrue(wasSet);
        assertTrue(router.cancel(irp));
        assertFalse(router.cancel(irp), "its routine is called once");
        assertFalse(finish(irp), "the IRP was the cancel routine's");
        assertTrue(isCompleted(irp));
        assertEquals(NtStatus.CANCELLED, irp.status());
        assertEquals("driver bus", irp.completedBy());
        assertEquals(List.of("cancel bus START_DEVICE"), journal);
        assertEquals(1, completions.get());
    }

    @Test
    @DisplayName("[PNP-9] a driver that takes its cancel routine back has the IRP to itself")
    void shouldNotCallARoutineThatWasTakenBack() {
        IoRequestPacket irp = send();
        assertTrue(queued.clearCancelRoutine());
        assertFalse(router.cancel(irp));
        assertFalse(isCompleted(irp));
        complete(irp, NtStatus.SUCCESS);
        assertEquals(NtStatus.SUCCESS, irp.status());
        assertEquals(List.of(), journal);
    }

    @Test
    @DisplayName("[PNP-9] an IRP that is cancelled already can not be made cancellable: the driver completes it itself")
    void shouldRefuseACancelRoutineAfterCancellation() throws NtStatusException {
        build((device, irp) -> {
            assertFalse(router.cancel((IoRequestPacket) irp));
            return router.forward(pdo, (IoRequestPacket) irp);
        });
        send();
        assertFalse(wasSet);
        complete(queued, NtStatus.CANCELLED);
        assertEquals(NtStatus.CANCELLED, queued.status());
        assertEquals(List.of(), journal);
    }

    @Test
    @DisplayName("[PNP-9] an IRP completed or passed on with its cancel routine set is not cancelled afterwards")
    void shouldTakeARoutineThatWasForgotten() throws NtStatusException {
        IoRequestPacket irp = send();
        complete(queued, NtStatus.SUCCESS);
        assertFalse(router.cancel(irp));
        assertEquals(NtStatus.SUCCESS, irp.status());
        build((device, passed) -> {
            assertTrue(passed.setCancelRoutine((owner, cancelled) -> journal.add("never called")));
            return router.forward(pdo, (IoRequestPacket) passed);
        });
        irp = send();
        router.cancel(irp);
        assertEquals(List.of("cancel bus START_DEVICE"), journal);
    }

    @Test
    @DisplayName("[PNP-14, PNP-18] a cancel routine that throws stops nobody; one of a driver that is gone is not run")
    void shouldSurviveACancelRoutine() {
        IoRequestPacket irp = send();
        assertTrue(queued.setCancelRoutine((device, cancelled) -> {
            throw new LinkageError("thrown in a cancel routine");
        }));
        assertTrue(router.cancel(irp));
        assertFalse(isCompleted(irp));
        assertTrue(irp.abandon(NtStatus.IO_TIMEOUT));
        irp = send();
        pdo.driver().revoke();
        router.cancel(irp);
        assertEquals(List.of(), journal);
    }

    @Test
    @DisplayName("[PNP-9] a synchronous forward that waits too long cancels; the caller owns the IRP again")
    void shouldCancelWhatASynchronousForwardWaitsForTooLong() throws NtStatusException {
        router = new IrpRouter(() -> Duration.ofMillis(20), new DriverVerifier());
        build((device, irp) -> {
            NtStatus status = router.forwardSynchronously(pdo, (IoRequestPacket) irp);
            journal.add("saw " + status.name());
            complete(irp, status);
            return status;
        });
        IoRequestPacket irp = send();
        assertEquals(List.of("cancel bus START_DEVICE", "saw CANCELLED"), journal);
        assertEquals(NtStatus.CANCELLED, irp.status());
        assertEquals("driver function", irp.completedBy());
    }

    @Test
    @DisplayName("[PNP-7, PNP-11] pulled out hardware recalls an IRP, sent before or after, unless it must not fail")
    void shouldRecallWhatTheHardwareWillNotDo() {
        IrpInFlight flight = new IrpInFlight();
        IoRequestPacket before = new IoRequestPacket(1, START);
        flight.begins(before);
        assertFalse(before.isRecalled());
        flight.hardwareGone(true);
        assertTrue(before.isRecalled());
        flight.ended();
        IoRequestPacket after = new IoRequestPacket(1, START);
        flight.begins(after);
        assertTrue(after.isRecalled());
        IoRequestPacket removal = new IoRequestPacket(1, IoStackLocation.pnp(PnpMinorFunction.REMOVE_DEVICE));
        flight.begins(removal);
        assertFalse(removal.isRecalled());
        flight.hardwareGone(false);
        IoRequestPacket back = new IoRequestPacket(1, START);
        flight.begins(back);
        assertFalse(back.isRecalled());
    }

    @Test
    @DisplayName("[PNP-9] completion and cancellation race: one of them wins, the IRP is completed once")
    void shouldDecideARaceBetweenCompletionAndCancellation() throws Exception {
        int rounds = 3000;
        CyclicBarrier start = new CyclicBarrier(3);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        int cancelled = 0;
        try {
            for (int round = 0; round < rounds; round++) {
                IoRequestPacket irp = send();
                Future<Boolean> finished = threads.submit(() -> at(start) && finish(irp));
                Future<Boolean> first = threads.submit(() -> at(start) && router.cancel(irp));
                Future<Boolean> second = threads.submit(() -> at(start) && router.cancel(irp));
                int won = (finished.get() ? 1 : 0) + (first.get() ? 1 : 0) + (second.get() ? 1 : 0);
                assertEquals(1, won, "who completes the IRP of round " + round);
                assertEquals(finished.get() ? NtStatus.SUCCESS : NtStatus.CANCELLED, irp.status());
                assertTrue(isCompleted(irp));
                cancelled += finished.get() ? 0 : 1;
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(rounds, completions.get());
        assertEquals(cancelled, journal.size());
    }

    private static boolean at(CyclicBarrier start) throws InterruptedException, BrokenBarrierException {
        start.await();
        return true;
    }
}

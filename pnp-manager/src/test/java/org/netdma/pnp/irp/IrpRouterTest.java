// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.MinorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PowerMinorFunction;
import org.netdma.wdm.driver.Dispatch;

class IrpRouterTest extends ToyStack {

    @Test
    void shouldStartWithNotSupportedAndTravelFromTheTopDown() {
        assertEquals(NtStatus.NOT_SUPPORTED, new IoRequestPacket(1, START).status());
        IoRequestPacket irp = send(START);
        assertEquals(List.of("filter", "function", "bus"), journal);
        assertTrue(isCompleted(irp));
        assertEquals(NtStatus.SUCCESS, irp.status());
    }

    @Test
    @DisplayName("completion routines run on the way up, each with its own device and stack location")
    void shouldRunCompletionRoutinesFromTheBottomUp() throws NtStatusException {
        Dispatch watches = (device, irp) -> {
            irp.copyCurrentStackLocationToNext();
            irp.setCompletionRoutine((owner, completed) -> {
                journal.add("up at " + ((DeviceLayer) owner).driver().name() + " "
                        + completed.currentStackLocation().minor());
                return NtStatus.SUCCESS;
            });
            return router.callDriver(device == fdo ? pdo : fdo, (IoRequestPacket) irp);
        };
        build(completes(NtStatus.SUCCESS), watches, watches);
        assertTrue(isCompleted(send(START)));
        assertEquals(List.of("bus", "up at function START_DEVICE", "up at filter START_DEVICE"), journal);
    }

    @Test
    @DisplayName("a skipped location is the next driver's; the routine set above it still runs")
    void shouldKeepTheRoutineAboveASkippedLocation() throws NtStatusException {
        Dispatch watches = (device, irp) -> {
            irp.copyCurrentStackLocationToNext();
            irp.setCompletionRoutine((owner, completed) -> {
                journal.add("up at " + ((DeviceLayer) owner).driver().name());
                return NtStatus.SUCCESS;
            });
            return router.callDriver(fdo, (IoRequestPacket) irp);
        };
        build(completes(NtStatus.SUCCESS), forwards(), watches);
        assertTrue(isCompleted(send(START)));
        assertEquals(List.of("function", "bus", "up at filter"), journal);
    }

    @Test
    @DisplayName("MORE_PROCESSING_REQUIRED: the driver keeps the IRP and completes it again")
    void shouldLetADriverKeepAndCompleteAgain() throws NtStatusException {
        Dispatch keeps = (device, irp) -> {
            irp.copyCurrentStackLocationToNext();
            irp.setCompletionRoutine((owner, completed) -> NtStatus.MORE_PROCESSING_REQUIRED);
            router.callDriver(pdo, (IoRequestPacket) irp);
            assertFalse(isCompleted((IoRequestPacket) irp));
            irp.setStatus(NtStatus.UNSUCCESSFUL);
            router.complete(irp);
            return NtStatus.UNSUCCESSFUL;
        };
        build(completes(NtStatus.SUCCESS), keeps, forwards());
        IoRequestPacket irp = send(START);
        assertTrue(isCompleted(irp));
        assertEquals(NtStatus.UNSUCCESSFUL, irp.status());
    }

    @Test
    @DisplayName("[PNP-9] a pending IRP is completed later, from any thread; a synchronous forward waits for it")
    void shouldWaitForAPendingIrp() throws Exception {
        CountDownLatch completeNow = new CountDownLatch(1);
        List<Thread> hardware = new ArrayList<>();
        Dispatch pends = (device, irp) -> {
            irp.markPending();
            Thread thread = new Thread(() -> {
                try {
                    assertTrue(completeNow.await(60, TimeUnit.SECONDS));
                } catch (InterruptedException stop) {
                    throw new AssertionError(stop);
                }
                irp.setInformation(new IrpInformation.Text("answer"));
                irp.setStatus(NtStatus.SUCCESS);
                router.complete(irp);
            });
            hardware.add(thread);
            thread.start();
            completeNow.countDown();
            return NtStatus.PENDING;
        };
        Dispatch waits = (device, irp) -> {
            NtStatus status = router.forwardSynchronously(pdo, (IoRequestPacket) irp);
            assertEquals(NtStatus.SUCCESS, status);
            assertFalse(isCompleted((IoRequestPacket) irp), "the caller owns it again");
            router.complete(irp);
            return status;
        };
        build(pends, waits, forwards());
        IoRequestPacket irp = send(START);
        assertTrue(irp.awaitCompletion(PATIENT));
        assertEquals("answer", irp.information(IrpInformation.Text.class).orElseThrow().value());
        hardware.get(0).join(20_000);
    }

    @Test
    @DisplayName("no routine: INVALID_DEVICE_REQUEST, but POWER and SYSTEM_CONTROL are passed down")
    void shouldDispatchByDefault() throws NtStatusException {
        build(completes(NtStatus.SUCCESS), null, forwards());
        assertEquals(NtStatus.INVALID_DEVICE_REQUEST, send(START).status());
        IoRequestPacket power = send(IoStackLocation.power(PowerMinorFunction.SET_POWER, DevicePowerState.D3));
        assertTrue(isCompleted(power));
        assertEquals(NtStatus.NOT_SUPPORTED, power.status(), "nobody in the stack handles power");
        assertEquals(NtStatus.INVALID_DEVICE_REQUEST, send(new IoStackLocation(MajorFunction.CREATE,
                MinorFunction.None.NONE, IrpParameters.None.NONE)).status());
    }

    @Test
    @DisplayName("[PNP-14] no routine of a driver that is gone is called")
    void shouldNotCallADriverThatIsGone() {
        fdo.driver().revoke();
        IoRequestPacket irp = send(START);
        assertEquals(NtStatus.DEVICE_REMOVED, irp.status());
        assertEquals(List.of("filter"), journal);
    }

    @Test
    void shouldTraceTheNewestIrps() {
        IrpTraceRing ring = new IrpTraceRing();
        for (int i = 0; i < IrpTraceRing.CAPACITY + 2; i++) {
            IrpTraceRing.Journey journey = ring.sent("request " + i, new IoRequestPacket(1, START));
            if (i % 2 == 0) {
                journey.completed(NtStatus.SUCCESS);
            }
        }
        assertEquals(IrpTraceRing.CAPACITY, ring.traces().size());
        assertEquals("request 2", ring.traces().get(0).request());
        assertEquals(NtStatus.SUCCESS, ring.traces().get(0).status());
        assertEquals(NtStatus.PENDING, ring.traces().get(1).status());
    }

}

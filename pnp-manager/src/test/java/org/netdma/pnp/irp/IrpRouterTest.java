// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.DeviceStack;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.pnp.registry.ParameterSource;
import org.netdma.pnp.verifier.DriverVerifier;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.MinorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.PowerMinorFunction;
import org.netdma.wdm.driver.Dispatch;

/** A stack of three: PDO, FDO, and an upper filter. */
class IrpRouterTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final IoStackLocation START = IoStackLocation.pnp(PnpMinorFunction.START_DEVICE);

    private final List<String> journal = new ArrayList<>();
    private IrpRouter router = new IrpRouter(() -> PATIENT, new DriverVerifier());
    private DeviceLayer pdo;
    private DeviceLayer fdo;
    private DeviceLayer filter;

    @BeforeEach
    void completeAtTheBottomAndForwardAbove() throws NtStatusException {
        build(completes(NtStatus.SUCCESS), forwards(), forwards());
    }

    private void build(Dispatch bottom, Dispatch middle, Dispatch top) throws NtStatusException {
        pdo = layer("bus", bottom);
        fdo = layer("function", middle);
        filter = layer("filter", top);
        DeviceStack stack = new DeviceStack(pdo, "ROOT\\TOY\\0000");
        stack.open();
        stack.attach(fdo);
        stack.attach(filter);
    }

    private static DeviceLayer layer(String name, Dispatch pnp) throws NtStatusException {
        LoadedDriver driver = new LoadedDriver(name, new ConfiguredRegistryPath(name, ParameterSource.NONE));
        driver.setAddDevice((object, device) -> NtStatus.SUCCESS);
        driver.setUnload(object -> { });
        if (pnp != null) {
            driver.setDispatch(MajorFunction.PNP, pnp);
        }
        driver.driverEntryDone();
        return driver.createDevice(Map.of());
    }

    private Dispatch completes(NtStatus status) {
        return (device, irp) -> {
            journal.add("bus");
            irp.setStatus(status);
            router.complete(irp);
            return status;
        };
    }

    private Dispatch forwards() {
        return (device, irp) -> {
            journal.add(device == fdo ? "function" : "filter");
            return router.forward(device == fdo ? pdo : fdo, (IoRequestPacket) irp);
        };
    }

    private IoRequestPacket send(IoStackLocation location) {
        IoRequestPacket irp = new IoRequestPacket(3, location);
        router.callDriver(filter, irp);
        return irp;
    }

    private static boolean isCompleted(IoRequestPacket irp) {
        try {
            return irp.awaitCompletion(Duration.ZERO);
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

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
                    assertTrue(completeNow.await(20, TimeUnit.SECONDS));
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
    @DisplayName("[PNP-18] a synchronous forward gives up after its limit: IO_TIMEOUT, and the IRP is done")
    void shouldGiveUpASynchronousForward() throws NtStatusException {
        router = new IrpRouter(() -> Duration.ofMillis(20), new DriverVerifier());
        List<NtStatus> seen = new ArrayList<>();
        Dispatch never = (device, irp) -> NtStatus.PENDING;
        build(never, (device, irp) -> {
            seen.add(router.forwardSynchronously(pdo, (IoRequestPacket) irp));
            irp.setStatus(NtStatus.SUCCESS);
            router.complete(irp);
            return seen.get(0);
        }, forwards());
        IoRequestPacket irp = send(START);
        assertEquals(List.of(NtStatus.IO_TIMEOUT), seen);
        assertTrue(isCompleted(irp));
        assertEquals(NtStatus.IO_TIMEOUT, irp.status(), "final, whatever the driver sets afterwards");
    }

    @Test
    @DisplayName("[PNP-9] completion happens once: a second one changes nothing")
    void shouldRefuseASecondCompletion() {
        IoRequestPacket irp = send(START);
        irp.setStatus(NtStatus.UNSUCCESSFUL);
        irp.setInformation(new IrpInformation.Text("late"));
        router.complete(irp);
        assertEquals(NtStatus.SUCCESS, irp.status());
        assertTrue(irp.information(IrpInformation.Text.class).isEmpty());
    }

    @Test
    @DisplayName("[PNP-9] PENDING is no status to complete with")
    void shouldNotCompleteWithPending() throws NtStatusException {
        build(completes(NtStatus.PENDING), forwards(), forwards());
        assertEquals(NtStatus.DRIVER_INTERNAL_ERROR, send(START).status());
    }

    @Test
    @DisplayName("[PNP-18] a dispatch routine that throws fails the IRP; the routines above still run")
    void shouldFailTheIrpOfADriverThatThrows() throws NtStatusException {
        build((device, irp) -> {
            throw new LinkageError("thrown in dispatch");
        }, (device, irp) -> {
            NtStatus status = router.forwardSynchronously(pdo, (IoRequestPacket) irp);
            journal.add("saw " + status.name());
            router.complete(irp);
            return status;
        }, forwards());
        IoRequestPacket irp = send(START);
        assertEquals(NtStatus.DRIVER_INTERNAL_ERROR, irp.status());
        assertTrue(journal.contains("saw DRIVER_INTERNAL_ERROR"));
        assertTrue(irp.explanation().orElseThrow().contains("driver bus threw java.lang.LinkageError"));
    }

    @Test
    @DisplayName("[PNP-18] a completion routine that throws fails the IRP, which goes on upwards")
    void shouldGoOnUpwardsWhenACompletionRoutineThrows() throws NtStatusException {
        build(completes(NtStatus.SUCCESS), (device, irp) -> {
            irp.copyCurrentStackLocationToNext();
            irp.setCompletionRoutine((owner, completed) -> {
                throw new IllegalStateException("thrown in a completion routine");
            });
            return router.callDriver(pdo, (IoRequestPacket) irp);
        }, forwards());
        IoRequestPacket irp = send(START);
        assertTrue(isCompleted(irp));
        assertEquals(NtStatus.DRIVER_INTERNAL_ERROR, irp.status());
    }

    @Test
    @DisplayName("[PNP-8] an IRP passed on without a stack location, or not at all, fails")
    void shouldFailAnIrpThatWasNotPreparedOrForgotten() throws NtStatusException {
        build(completes(NtStatus.SUCCESS), (device, irp) -> router.callDriver(pdo, (IoRequestPacket) irp), forwards());
        assertEquals(NtStatus.DRIVER_INTERNAL_ERROR, send(START).status());
        build(completes(NtStatus.SUCCESS), (device, irp) -> NtStatus.SUCCESS, forwards());
        assertEquals(NtStatus.DRIVER_INTERNAL_ERROR, send(START).status());
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

    @Test
    @DisplayName("forwarded synchronously once more after it is completed: nobody waits for what never comes")
    void shouldNotWaitForAnIrpThatIsCompleted() throws NtStatusException {
        router = new IrpRouter(() -> Duration.ofHours(1), new DriverVerifier());
        build(completes(NtStatus.SUCCESS), forwards(), (device, irp) -> {
            router.forward(fdo, (IoRequestPacket) irp);
            return router.forwardSynchronously(fdo, (IoRequestPacket) irp);
        });
        assertEquals(NtStatus.SUCCESS, send(START).status());
        assertEquals(List.of("function", "bus"), journal);
    }

    @Test
    @DisplayName("a dispatch routine that returns null: the driver above gets a status all the same")
    void shouldNotHandNullToTheDriverAbove() throws NtStatusException {
        build((device, irp) -> {
            completes(NtStatus.SUCCESS).dispatch(device, irp);
            return null;
        }, forwards(), (device, irp) -> {
            journal.add(router.forward(fdo, (IoRequestPacket) irp).name());
            return NtStatus.SUCCESS;
        });
        assertEquals(NtStatus.SUCCESS, send(START).status());
        assertEquals(List.of("function", "bus", "DRIVER_INTERNAL_ERROR"), journal);
    }
}

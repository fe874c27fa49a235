// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.verifier.DriverVerifier;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.driver.Dispatch;

/** What drivers do wrong with an IRP costs them that IRP at most. */
class IrpMistakesTest extends ToyStack {

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

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.DeviceStack;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.pnp.registry.ParameterSource;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.resource.InterruptKind;
import org.netdma.wdm.resource.InterruptResource;
import org.netdma.wdm.resource.ResourceList;

class InterruptControllerTest {

    private static final InterruptResource MESSAGE = new InterruptResource(InterruptKind.MESSAGE, 0, 40, 1);
    private static final InterruptResource LINE = new InterruptResource(InterruptKind.LINE, 0, 16, 3);

    private final InterruptController controller = new InterruptController(() -> Duration.ofSeconds(20));

    private static DeviceLayer device(InterruptResource... assigned) {
        LoadedDriver driver = new LoadedDriver("toy", new ConfiguredRegistryPath("toy", ParameterSource.NONE));
        DeviceLayer pdo = new DeviceLayer(driver, null);
        new DeviceStack(pdo, "ROOT\\TOY\\0000").assign(new ResourceList(List.of(assigned)));
        return pdo;
    }

    @Test
    void shouldRunTheRoutineOnTheThreadThatSignals() throws NtStatusException {
        List<Thread> threads = new ArrayList<>();
        InterruptObject interrupt = controller.connect(device(MESSAGE), MESSAGE, () -> threads.add(
                Thread.currentThread()));
        interrupt.signal();
        assertEquals(List.of(Thread.currentThread()), threads);
        interrupt.disconnect();
        interrupt.signal();
        assertEquals(1, threads.size(), "signal does nothing after disconnect");
        assertEquals(0, controller.connectedVectors());
    }

    @Test
    @DisplayName("a device can connect only what it was assigned")
    void shouldRefuseAnInterruptOfAnotherDevice() {
        NtStatusException refused = assertThrows(NtStatusException.class,
                () -> controller.connect(device(LINE), MESSAGE, () -> true));
        assertEquals(NtStatus.INVALID_PARAMETER, refused.status());
        assertTrue(refused.getMessage().contains("MSI-X message 0, vector 40"), refused.getMessage());
    }

    @Test
    @DisplayName("[INT-4] a shared line: each edge asks every device, so none depends on another's")
    void shouldAskEveryDeviceOnASharedLine() throws NtStatusException {
        List<String> asked = new ArrayList<>();
        controller.connect(device(LINE), LINE, () -> !asked.add("first"));
        InterruptObject second = controller.connect(device(LINE), LINE, () -> asked.add("second"));
        InterruptObject third = controller.connect(device(LINE), LINE, () -> asked.add("third"));
        third.signal();
        assertEquals(List.of("first", "second", "third"), asked);
        asked.clear();
        second.disconnect();
        third.signal();
        assertEquals(List.of("first", "third"), asked);
    }

    @Test
    @DisplayName("[INT-4] an interrupt on a shared line that no device claims is harmless")
    void shouldIgnoreASpuriousInterrupt() throws NtStatusException {
        AtomicInteger asked = new AtomicInteger();
        InterruptObject quiet = controller.connect(device(LINE), LINE, () -> asked.incrementAndGet() < 0);
        for (int edge = 0; edge < 1000; edge++) {
            quiet.signal();
        }
        assertEquals(1000, asked.get());
        assertEquals(1, controller.connectedVectors());
    }

    @Test
    @DisplayName("[INT-4] messages share nothing: each runs its own routine")
    void shouldAskOnlyTheRoutineOfAMessage() throws NtStatusException {
        InterruptResource other = new InterruptResource(InterruptKind.MESSAGE, 1, 41, 2);
        DeviceLayer device = device(MESSAGE, other);
        List<String> asked = new ArrayList<>();
        controller.connect(device, MESSAGE, () -> asked.add("message 0"));
        controller.connect(device, other, () -> asked.add("message 1")).signal();
        assertEquals(List.of("message 1"), asked);
    }

    @Test
    @DisplayName("[PNP-18] a routine that throws did not service the interrupt; the next one looks")
    void shouldAskTheNextOneWhenARoutineThrows() throws NtStatusException {
        AtomicInteger asked = new AtomicInteger();
        controller.connect(device(LINE), LINE, () -> {
            throw new IllegalStateException("thrown in a service routine");
        });
        controller.connect(device(LINE), LINE, () -> asked.incrementAndGet() > 0).signal();
        assertEquals(1, asked.get());
    }

    @Test
    @DisplayName("disconnect waits for the routine that runs")
    void shouldWaitForTheRoutineWhenDisconnecting() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        DeviceLayer device = device(MESSAGE);
        InterruptObject interrupt = controller.connect(device, MESSAGE, () -> {
            inside.countDown();
            try {
                return goOn.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException stop) {
                return false;
            }
        });
        Thread engine = new Thread(interrupt::signal);
        engine.start();
        assertTrue(inside.await(60, TimeUnit.SECONDS));
        Thread disconnecting = new Thread(interrupt::disconnect);
        disconnecting.start();
        while (!device.connections().isEmpty()) {
            Thread.onSpinWait();
        }
        assertTrue(disconnecting.isAlive(), "disconnect returned while the routine was running");
        goOn.countDown();
        disconnecting.join(20_000);
        assertFalse(disconnecting.isAlive());
        engine.join(20_000);
    }
}

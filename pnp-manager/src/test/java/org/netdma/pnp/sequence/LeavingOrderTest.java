// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netdma.pnp.toy.LogLines;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.pnp.verifier.FakeVerifier;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;

/** The orders in which drivers may leave a stack in REMOVE_DEVICE, in each place of it. */
class LeavingOrderTest {

    private static final String LEAVES = "LEAVES";

    /** How a driver leaves. */
    enum Order {
        /** As WDM asks for: the lower drivers first. */
        AFTER_FORWARDING {
            @Override
            NtStatus remove(IoManager io, DeviceObject lower, DeviceObject self, Irp irp) {
                NtStatus status = io.forwardIrp(lower, irp);
                leave(io, lower, self);
                return status;
            }
        },
        /** Waits for the lower drivers, leaves, completes. */
        AFTER_WAITING {
            @Override
            NtStatus remove(IoManager io, DeviceObject lower, DeviceObject self, Irp irp) {
                NtStatus status = io.forwardIrpSynchronously(lower, irp);
                leave(io, lower, self);
                io.completeRequest(irp);
                return status;
            }
        },
        IN_A_COMPLETION_ROUTINE {
            @Override
            NtStatus remove(IoManager io, DeviceObject lower, DeviceObject self, Irp irp) {
                irp.copyCurrentStackLocationToNext();
                irp.setCompletionRoutine((device, completed) -> {
                    leave(io, lower, self);
                    return NtStatus.SUCCESS;
                });
                return io.callDriver(lower, irp);
            }
        },
        /** The IRP is completed before the driver leaves, and on another thread: the sender knows of it first. */
        LATER_ON_ANOTHER_THREAD {
            @Override
            NtStatus remove(IoManager io, DeviceObject lower, DeviceObject self, Irp irp) {
                irp.markPending();
                CompletableFuture.runAsync(() -> AFTER_FORWARDING.remove(io, lower, self, irp));
                return NtStatus.PENDING;
            }
        },
        BEFORE_FORWARDING {
            @Override
            NtStatus remove(IoManager io, DeviceObject lower, DeviceObject self, Irp irp) {
                io.detachDevice(lower);
                NtStatus status = io.forwardIrp(lower, irp);
                io.deleteDevice(self);
                return status;
            }
        };

        abstract NtStatus remove(IoManager io, DeviceObject lower, DeviceObject self, Irp irp);

        private static void leave(IoManager io, DeviceObject lower, DeviceObject self) {
            io.detachDevice(lower);
            io.deleteDevice(self);
        }
    }

    /** Leaves in the order under test. */
    private static final class LeavingDriver extends ToyDriver {
        private final Order order;

        LeavingDriver(IoManager io, Order order) {
            super(io);
            this.order = order;
        }

        @Override
        protected NtStatus removeDevice(DeviceObject fdo, Irp irp) {
            irp.setStatus(NtStatus.SUCCESS);
            return order.remove(io, lower(fdo), fdo, irp);
        }
    }

    private final TestMachine machine = new TestMachine();
    private final LogLines log = new LogLines();
    private final FakeVerifier verifier = new FakeVerifier(LEAVES, VerifierMode.WARN, (device, reason) -> { });

    @BeforeEach
    void watch() {
        machine.plugAndPlay().reportTo(verifier);
    }

    @AfterEach
    void close() {
        machine.close();
        log.close();
    }

    private static Stream<List<Object>> placesAndOrders() {
        return Stream.of("LOWER", "NONE", "UPPER")
                .flatMap(place -> Stream.of(Order.values()).map(order -> List.<Object>of(place, order)));
    }

    private static Map<String, Object> filter(String place) {
        return Map.of("hardwareIds", List.of(Slot.HARDWARE_ID), "filter", place);
    }

    @ParameterizedTest
    @MethodSource("placesAndOrders")
    @DisplayName("[PNP-10] a driver that leaves in an order that WDM allows is blamed for nothing, wherever it stands")
    void shouldBlameNobody(List<Object> placeAndOrder) throws NtStatusException {
        String place = (String) placeAndOrder.get(0);
        machine.plug("UNDER", new ToyDriver(machine.io()), filter("LOWER"));
        machine.plug("ABOVE", new ToyDriver(machine.io()), filter("UPPER"));
        if (!place.equals("NONE")) {
            machine.plug("TOY", new ToyDriver(machine.io()), Slot.served());
        }
        machine.plug(LEAVES, new LeavingDriver(machine.io(), (Order) placeAndOrder.get(1)), filter(place));
        String id = machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
        DeviceInfo device = machine.awaitStarted(id);
        assertEquals(place.equals("NONE") ? 4 : 5, device.stack().size());
        machine.pnp().restart(id);
        assertEquals(device.stack(), machine.awaitStarted(id).stack());
        machine.plugAndPlay().virtualPciBus().unplug(id);
        assertEquals(List.of(), verifier.reported());
        assertEquals(List.of(), log.takeWarnings());
    }

    @Test
    @DisplayName("[PNP-10] a driver below one that does not pass REMOVE_DEVICE on is not blamed for staying")
    void shouldNotBlameADriverThatWasNotTold() throws NtStatusException {
        machine.plug(LEAVES, new ToyDriver(machine.io()), filter("LOWER"));
        machine.plug("TOY", new ToyDriver(machine.io()) {
            @Override
            protected NtStatus removeDevice(DeviceObject fdo, Irp irp) {
                return complete(irp, NtStatus.DEVICE_BUSY);
            }
        }, Slot.served());
        String id = machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
        machine.awaitStarted(id);
        machine.plugAndPlay().virtualPciBus().unplug(id);
        assertEquals(List.of(), verifier.reported());
        assertEquals(List.of(), log.takeWarnings().stream().filter(line -> line.contains(LEAVES)).toList());
    }

    @Test
    @DisplayName("[PNP-9] who completes an IRP a second time is blamed, not the one below who completed it first")
    void shouldBlameWhoCompletesASecondTime() throws NtStatusException {
        machine.plug("UNDER", new ToyDriver(machine.io()), filter("LOWER"));
        machine.plug(LEAVES, new ToyDriver(machine.io()) {
            @Override
            protected NtStatus removeDevice(DeviceObject fdo, Irp irp) {
                NtStatus status = super.removeDevice(fdo, irp);
                io.completeRequest(irp);
                return status;
            }
        }, Slot.served());
        String id = machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
        machine.awaitStarted(id);
        machine.plugAndPlay().virtualPciBus().unplug(id);
        assertEquals(List.of(VerifierRule.IRP_COMPLETED_TWICE), verifier.rules());
    }
}

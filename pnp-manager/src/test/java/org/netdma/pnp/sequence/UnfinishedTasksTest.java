// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.LogLines;
import org.netdma.pnp.toy.RealErrors;
import org.netdma.pnp.toy.RefusesRemoveDriver;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.verifier.Verifier;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.Violation;

/** Errors on the PnP manager's own thread, in the middle of what it does to a device. */
class UnfinishedTasksTest {

    private static final String DEVICE = "ROOT\\TOY\\0000";

    private final LogLines log = new LogLines();
    private final TestMachine machine = new TestMachine();

    @AfterEach
    void close() {
        machine.close();
        log.close();
    }

    /** A verifier of which a class is missing, as of a bundle half uninstalled, when it is told the first time. */
    private static Verifier brokenVerifier() {
        AtomicInteger told = new AtomicInteger();
        return (Verifier) Proxy.newProxyInstance(Verifier.class.getClassLoader(), new Class<?>[] {Verifier.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "mode" -> VerifierMode.WARN;
                    case "during" -> ((Supplier<?>) arguments[3]).get();
                    case "report" -> {
                        Violation violation = (Violation) arguments[0];
                        if (violation.detail().contains("left behind") && told.getAndIncrement() == 0) {
                            RealErrors.LINKAGE.run();
                        }
                        yield VerifierMode.WARN;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    @DisplayName("[PNP-18] a device that an error leaves between two states fails with that error, and all goes on")
    void shouldFailTheDeviceThatWasInHand() throws NtStatusException {
        machine.plug("TOY", RefusesRemoveDriver::new);
        machine.awaitStarted(DEVICE);
        machine.plugAndPlay().reportTo(brokenVerifier());
        NtStatusException refused = assertThrows(NtStatusException.class, () -> machine.pnp().restart(DEVICE));
        assertEquals(NtStatus.UNSUCCESSFUL, refused.status());
        DeviceInfo device = machine.awaitProblem(DEVICE, ProblemCode.FAILED_POST_START);
        assertTrue(RealErrors.LINKAGE.isNamedIn(device.problemText()), device::problemText);
        assertEquals(List.of("PDO of " + DEVICE), device.stack());
        assertEquals(1, log.causes().size(), log.causes()::toString);
        machine.plugAndPlay().reportTo(null);
        machine.plug("OTHER", ToyDriver::new);
        machine.awaitStarted("ROOT\\OTHER\\0000");
        machine.pnp().restart(DEVICE);
        machine.awaitStarted(DEVICE);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.netdma.fault.Fault;
import org.netdma.fault.FaultInjection;
import org.netdma.fault.FaultKind;
import org.netdma.fault.InjectedFault;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

class FaultDisturbancesTest {

    private final List<Fault> injected = new ArrayList<>();
    private Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
    private NtStatus answer = NtStatus.SUCCESS;
    private int cleared;

    private final FaultInjection device = new FaultInjection() {
        @Override
        public String instanceId() {
            return "device";
        }

        @Override
        public Set<FaultKind> kinds() {
            return kinds;
        }

        @Override
        public void inject(Fault fault) throws NtStatusException {
            if (!answer.isSuccess()) {
                throw new NtStatusException(answer, "STO-4", "no");
            }
            injected.add(fault);
        }

        @Override
        public List<InjectedFault> injected() {
            return List.of();
        }

        @Override
        public void clear() {
            cleared++;
        }
    };

    private final FaultDisturbances faults = new FaultDisturbances(() -> List.of(device));

    private boolean run(Disturbance disturbance) throws Exception {
        return disturbance.action().run(new SplittableRandom(42));
    }

    @Test
    void shouldInjectEveryKindThatAClientCanNotice() throws Exception {
        for (Disturbance disturbance : faults.all()) {
            assertTrue(run(disturbance));
            assertEquals(Disturbance.Kind.FAULT, disturbance.kind());
        }
        assertEquals(EnumSet.complementOf(EnumSet.of(FaultKind.CORRUPTION)),
                injected.stream().map(Fault::kind).collect(Collectors.toSet()));
        assertEquals(injected.size(), cleared, "one at a time");
    }

    @Test
    void shouldHaveNothingToDoWhereNobodyTakesTheFault() throws Exception {
        kinds = Set.of();
        assertFalse(run(faults.all().get(0)));
        assertFalse(run(new FaultDisturbances(List::of).all().get(0)));
    }

    @Test
    void shouldTellDevicesThatStopFromThoseThatFail() throws Exception {
        answer = NtStatus.INVALID_DEVICE_STATE;
        assertFalse(run(faults.all().get(0)));
        answer = NtStatus.IO_TIMEOUT;
        assertTrue(run(faults.all().get(0)), "other channels of the engine took it");
        answer = NtStatus.NOT_SUPPORTED;
        assertThrows(NtStatusException.class, () -> run(faults.all().get(0)));
    }

    @Test
    void shouldLetNothingGoWrongAfterwards() {
        faults.close();
        assertEquals(1, cleared);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.netdma.fault.DriverEntryPoint;
import org.netdma.fault.Fault;
import org.netdma.fault.FaultInjection;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/**
 * Engines and drivers that do wrong, where they offer it. All but corruption, which nobody below the one who compares
 * could find. A device does one thing wrong at a time: the next one takes the place of the last.
 */
final class FaultDisturbances implements AutoCloseable {

    /** Faults come somewhere among the next so many descriptors. */
    private static final int SOON = 100;
    private static final int MOST_IN_A_ROW = 8;
    private static final int LONGEST_DELAY_MICROS = 500;

    private final Supplier<List<FaultInjection>> devices;

    /** @param devices those that take faults now, in the same order each time */
    FaultDisturbances(Supplier<List<FaultInjection>> devices) {
        this.devices = devices;
    }

    List<Disturbance> all() {
        return List.of(
                of("engine error", random -> new Fault.EngineError(soon(random), some(random))),
                of("hang", random -> new Fault.Hang(soon(random), false)),
                of("deaf hang", random -> new Fault.Hang(soon(random), true)),
                of("slow engine", random -> new Fault.Slow(Duration.ofNanos(
                        random.nextLong(1, LONGEST_DELAY_MICROS * 1000L)))),
                of("lost interrupts", random -> new Fault.LostInterrupt(some(random))),
                of("spurious interrupts", random -> new Fault.SpuriousInterrupt(some(random))),
                of("refused channels", random -> new Fault.AllocationFailure(NtStatus.INSUFFICIENT_RESOURCES,
                        some(random))),
                of("driver exception", random -> new Fault.DriverException(
                        DriverEntryPoint.values()[random.nextInt(DriverEntryPoint.values().length)], some(random))));
    }

    private static long soon(SplittableRandom random) {
        return random.nextLong(1, SOON);
    }

    private static long some(SplittableRandom random) {
        return random.nextLong(1, MOST_IN_A_ROW);
    }

    private Disturbance of(String name, Function<SplittableRandom, Fault> fault) {
        return Disturbance.fault(name, random -> inject(fault.apply(random), random));
    }

    private boolean inject(Fault fault, SplittableRandom random) throws NtStatusException {
        List<FaultInjection> offered = devices.get().stream()
                .filter(device -> device.kinds().contains(fault.kind())).toList();
        if (offered.isEmpty()) {
            return false;
        }
        FaultInjection device = offered.get(random.nextInt(offered.size()));
        device.clear();
        try {
            device.inject(fault);
            return true;
        } catch (NtStatusException e) {
            if (e.status() == NtStatus.INVALID_DEVICE_STATE) {
                return false; // what was disturbed before stopped it meanwhile
            }
            if (e.status() == NtStatus.IO_TIMEOUT) {
                return true; // channels that hang take no more; the others do
            }
            throw e;
        }
    }

    /** Lets nothing go wrong any more. */
    @Override
    public void close() {
        Consumer<FaultInjection> clear = FaultInjection::clear;
        devices.get().forEach(clear);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netdma.fault.Fault;
import org.netdma.fault.FaultInjection;
import org.netdma.fault.FaultKind;
import org.netdma.fault.InjectedFault;
import org.netdma.provider.reference.hw.DmaEngine;
import org.netdma.provider.reference.hw.Injection;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** The faults of a started engine: those of its hardware go to the fault registers, those of its driver stay here. */
final class EngineFaults implements FaultInjection {

    private final String instanceId;
    private final DmaEngine engine;
    private final AllocatedChannels channels;
    private final DriverFaults driver = new DriverFaults();
    private final Map<Injection.Kind, Armed> hardware = new EnumMap<>(Injection.Kind.class);
    private volatile boolean armed;
    private boolean closed;

    /** A fault, and what the fault registers hold of it. */
    private record Armed(Fault fault, Injection injection) {
        InjectedFault after(long hits) {
            return new InjectedFault(fault, hits, DriverFaults.mayHappenAgain(injection.times(), hits));
        }
    }

    EngineFaults(String instanceId, DmaEngine engine, AllocatedChannels channels) {
        this.instanceId = instanceId;
        this.engine = engine;
        this.channels = channels;
    }

    @Override
    public String instanceId() {
        return instanceId;
    }

    @Override
    public Set<FaultKind> kinds() {
        return EnumSet.allOf(FaultKind.class);
    }

    /** {@return what the driver does wrong itself} */
    DriverFaults driver() {
        return driver;
    }

    @Override
    public synchronized void inject(Fault fault) throws NtStatusException {
        if (closed) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_STATE, "STA-1",
                    instanceId + " is stopped or in low power: start it, then inject");
        }
        if (fault instanceof Fault.AllocationFailure failure) {
            driver.arm(failure);
        } else if (fault instanceof Fault.DriverException exception) {
            driver.arm(exception);
            channels.forEach(EngineChannel::faultsChanged);
        } else {
            Injection injection = injection(fault);
            hardware.put(injection.kind(), new Armed(fault, injection));
            engine.inject(injection);
            armed = true; // before the look: a channel that is allocated meanwhile looks by itself
            tellChannels();
        }
    }

    private static Injection injection(Fault fault) throws NtStatusException {
        if (fault instanceof Fault.EngineError error) {
            return new Injection(Injection.Kind.ERROR, error.descriptor(), error.every(), error.times(),
                    Integer.toUnsignedLong(error.status().code()));
        } else if (fault instanceof Fault.Hang hang) {
            return new Injection(Injection.Kind.HANG, hang.descriptor(), 1, 1, hang.deaf() ? 1 : 0);
        } else if (fault instanceof Fault.Slow slow) {
            return new Injection(Injection.Kind.SLOW, 1, 1, 0, slow.delay().toNanos());
        } else if (fault instanceof Fault.Corruption corruption) {
            return new Injection(Injection.Kind.CORRUPTION, corruption.descriptor(), corruption.every(),
                    corruption.times(), 0);
        } else if (fault instanceof Fault.LostInterrupt lost) {
            return new Injection(Injection.Kind.LOST_INTERRUPT, 1, 1, lost.times(), 0);
        } else if (fault instanceof Fault.SpuriousInterrupt spurious) {
            return new Injection(Injection.Kind.SPURIOUS_INTERRUPT, 1, 1, spurious.times(), 0);
        }
        throw new NtStatusException(NtStatus.NOT_SUPPORTED, "XFR-1", "this engine does not know " + fault);
    }

    private void tellChannels() throws NtStatusException {
        List<Integer> silent = new ArrayList<>();
        channels.forEach(channel -> {
            if (!channel.lookAtFaults()) {
                silent.add(channel.number());
            }
        });
        if (!silent.isEmpty()) {
            throw new NtStatusException(NtStatus.IO_TIMEOUT, "STO-4",
                    "channels %s of %s hang and take no faults; the others do".formatted(silent, instanceId));
        }
    }

    /** A channel was allocated: it shall know of what is armed. */
    void allocated(EngineChannel channel) {
        if (armed) {
            channel.lookAtFaults(); // one that hangs at once is found out by its client
        }
    }

    @Override
    public synchronized List<InjectedFault> injected() {
        List<InjectedFault> injected = new ArrayList<>();
        hardware.forEach((kind, one) -> injected.add(one.after(engine.faultHits(kind))));
        injected.addAll(driver.injected());
        return injected;
    }

    @Override
    public synchronized void clear() {
        if (!closed) {
            hardware.keySet().forEach(engine::withdraw);
            channels.forEach(EngineChannel::lookAtFaults);
        }
        forget();
    }

    private void forget() {
        armed = false;
        hardware.clear();
        driver.clear();
        channels.forEach(EngineChannel::faultsChanged);
    }

    /** The device stops or loses power, and with it its fault registers. */
    synchronized void close() {
        closed = true;
        forget();
    }

    /** The device has power again. */
    synchronized void reopen() {
        closed = false;
    }
}

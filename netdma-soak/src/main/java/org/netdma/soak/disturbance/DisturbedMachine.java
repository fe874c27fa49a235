// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.netdma.client.managed.ManagedCopies;
import org.netdma.memory.PhysicalMemory;
import org.netdma.wdm.NtStatusException;

/** A machine that is prepared for disturbances, and put back afterwards. For one thread. */
public final class DisturbedMachine implements AutoCloseable {

    /** The interface's configuration, and its parameter for how long a hung engine is waited for [STO-4]. */
    private static final String INTERFACE = "org.netdma.core";
    private static final String TRANSFER_TIMEOUT = "transferTimeoutMillis";
    /** Long enough for a busy machine, short enough for many hangs. */
    private static final long TRANSFER_TIMEOUT_MILLIS = 2_000;
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);

    private final Machine machine;
    private final ChangedConfigurations configurations;
    private final PluggedEngines plugged;
    private final DeviceDisturbances devices;
    private final FaultDisturbances faults;
    private final ManagedCopies copies;
    private final PhysicalMemory memory;
    private Optional<FileDisturbances> files = Optional.empty();

    /**
     * Prepares nothing yet.
     *
     * @param copies for copies at files, which are disturbed
     * @param memory for them
     */
    public DisturbedMachine(Machine machine, ManagedCopies copies, PhysicalMemory memory) {
        this.machine = machine;
        this.copies = copies;
        this.memory = memory;
        configurations = new ChangedConfigurations(machine.configurations());
        plugged = new PluggedEngines(machine.pnp(), machine.bus());
        devices = new DeviceDisturbances(machine.pnp(), machine.clients());
        faults = new FaultDisturbances(new FaultServices(machine.context()));
    }

    /**
     * Makes the interface less patient, and the virtual PCI bus appear. Before anybody counts what is there: the bus
     * stays, and so does what Declarative Services registers when a component has its first configuration.
     */
    public void prepare() throws IOException, NtStatusException {
        configurations.set(INTERFACE, TRANSFER_TIMEOUT, TRANSFER_TIMEOUT_MILLIS);
        plugged.plantBus();
    }

    /**
     * {@return what can be done to it}
     *
     * @param channels resets a channel of the traffic, if there is any
     * @param seed     decides which comes when
     * @param told     of what could not be done, and of copies that are lost or wrong
     */
    public Disturbances disturbances(Predicate<SplittableRandom> channels, long seed, Consumer<String> told) {
        List<Disturbance> all = new ArrayList<>();
        all.addAll(new BundleDisturbances(new DriverBundles(machine.pnp(), machine.context())).all());
        all.addAll(devices.all());
        all.addAll(plugged.all());
        all.addAll(faults.all());
        FileDisturbances ofFiles = new FileDisturbances(new MappedCopies(machine.clients(), copies, memory, told));
        files = Optional.of(ofFiles);
        all.addAll(ofFiles.all());
        all.add(Disturbance.change("reset of a channel", channels::test));
        all.add(new MoreOrFewerEngines(machine.pnp(), configurations).disturbance());
        return new Disturbances(all, seed, told);
    }

    /** Puts back what is not back yet; a second time there is nothing left to do. */
    @Override
    public void close() throws IOException, NtStatusException {
        try {
            faults.close();
            plugged.close();
            devices.mend();
        } finally {
            try {
                configurations.close();
            } finally {
                if (files.isPresent()) {
                    files.get().close();
                }
            }
        }
    }

    /** {@return whether all devices have come to rest} */
    public boolean awaitSettled() {
        return machine.pnp().awaitSettled(SETTLE_LIMIT);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.netdma.pnp.bus.host.HostPciBus;
import org.netdma.pnp.sequence.Machine;
import org.netdma.pnp.sequence.PnpLimits;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;

/** Reads limits and machine from the configuration. A value out of range is logged, and the default holds. */
final class MachineReader {

    private static final System.Logger LOG = System.getLogger(MachineReader.class.getName());

    private static final long LONGEST_MILLIS = 3_600_000;
    private static final int MOST_PROCESSORS = 64;
    private static final long LARGEST_ADDRESS = 0xFFFF_FFFFL;

    private final RegistryPath configuration;

    MachineReader(RegistryPath configuration) {
        this.configuration = configuration;
    }

    PnpLimits limits() {
        return new PnpLimits(Duration.ofMillis(read("callLimit", 10_000, 1, LONGEST_MILLIS)),
                Duration.ofMillis(read("drainLimit", 20_000, 1, LONGEST_MILLIS)),
                Duration.ofMillis(read("removalLimit", 60_000, 1, LONGEST_MILLIS)));
    }

    Machine machine() {
        int present = Math.min(Runtime.getRuntime().availableProcessors(), MOST_PROCESSORS);
        int processors = (int) read("processors", 0, 0, MOST_PROCESSORS);
        Machine usual = Machine.withProcessors(processors == 0 ? present : processors);
        long base = read("memoryBase", usual.memoryBase(), 0, LARGEST_ADDRESS);
        return new Machine(usual.processors(), (int) read("vectorsPerCpu", usual.vectorsPerCpu(), 1, 65_536), base,
                read("memorySize", Math.min(usual.memorySize(), LARGEST_ADDRESS + 1 - base), 1,
                        LARGEST_ADDRESS + 1 - base));
    }

    /** {@return the folder that lists the machine's own PCI devices, where these shall be shown} */
    Optional<Path> hostDevices() {
        try {
            return configuration.flag("hostDevices", false) ? Optional.of(hostDevicesFolder()) : Optional.empty();
        } catch (NtStatusException refused) {
            LOG.log(Level.ERROR, "the machine''s own PCI devices are not shown: {0}", refused.getMessage());
            return Optional.empty();
        }
    }

    private Path hostDevicesFolder() throws NtStatusException {
        try {
            return Path.of(configuration.text("hostDevicesFolder", HostPciBus.SYSFS.toString()));
        } catch (InvalidPathException refused) {
            throw configuration.refusal("hostDevicesFolder", "the path of a folder");
        }
    }

    private long read(String name, long defaultValue, long minimum, long maximum) {
        try {
            return configuration.integer(name, defaultValue, minimum, maximum);
        } catch (NtStatusException refused) {
            LOG.log(Level.ERROR, "{0}; {1} is used instead", refused.getMessage(), Long.toString(defaultValue));
            return defaultValue;
        }
    }
}

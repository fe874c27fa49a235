// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.netdma.NetDmaVersion;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.reference.hw.EngineOptions;
import org.netdma.provider.reference.hw.IdlePolicy;
import org.netdma.provider.reference.hw.RegisterMap;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.resource.InterruptKind;

/**
 * The parameters of an engine, as they were when its device was added.
 *
 * @param engine       how the engine is built
 * @param abilities    optional entry points of its channels
 * @param flags        optional abilities of the whole provider; none before 2.0
 * @param interrupts   a message for each channel, or one line
 * @param friendlyName for people
 * @param limits       how long the driver waits for the engine
 * @param injectable   whether faults can be injected
 */
record EngineParameters(EngineOptions engine, ChannelAbilities abilities, Set<ProviderFlag> flags,
        InterruptKind interrupts, String friendlyName, EngineLimits limits, boolean injectable) {

    static final int DEFAULT_CHANNELS = 16;

    /**
     * Engines look up from one descriptor to the next only: this is how long, at memory speed about 0.1 ms, an abort or
     * another channel waits. What a descriptor costs is far below that, so more would gain nothing.
     */
    static final long DEFAULT_MAXIMUM_TRANSFER_SIZE = 1 << 20;

    /** Microseconds: about ten times what it costs to wake the CPU that an interrupt goes to. */
    static final long DEFAULT_INTERRUPT_DELAY = 50;

    private static final long MOST_INTERRUPT_DELAY = 16_383;
    private static final long MOST_MAXIMUM_TRANSFER_SIZE = 1 << 30;
    /** An engine that reaches less than 16 MiB reaches no ring. */
    private static final long LEAST_MAXIMUM_ADDRESS_SPACE = (1 << 24) - 1;
    private static final String DEFAULT_FRIENDLY_NAME = "NetDMA reference engine";
    private static final List<NetDmaVersion> VERSIONS =
            List.of(NetDmaVersion.V1_0, NetDmaVersion.V1_1, NetDmaVersion.V2_0);

    /**
     * Reads the parameters.
     *
     * @throws NtStatusException INVALID_PARAMETER, naming PID, parameter, value and what is legal
     */
    static EngineParameters read(RegistryPath registry) throws NtStatusException {
        EngineOptions engine = new EngineOptions(
                version(registry),
                (int) registry.integer("channels", DEFAULT_CHANNELS, 1, RegisterMap.MAXIMUM_CHANNELS),
                registry.integer("maximumTransferSize", DEFAULT_MAXIMUM_TRANSFER_SIZE,
                        ProviderAttributes.LEAST_MAXIMUM_TRANSFER_SIZE, MOST_MAXIMUM_TRANSFER_SIZE),
                registry.integer("maximumAddressSpace", Long.MAX_VALUE, LEAST_MAXIMUM_ADDRESS_SPACE, Long.MAX_VALUE),
                registry.flag("dca", true),
                registry.choice("idlePolicy", IdlePolicy.BALANCED),
                TimeUnit.MICROSECONDS.toNanos(registry.integer("interruptDelay", DEFAULT_INTERRUPT_DELAY, 0,
                        MOST_INTERRUPT_DELAY)));
        return new EngineParameters(engine, ChannelAbilities.read(registry), flags(registry, engine),
                registry.choice("interrupts", InterruptKind.MESSAGE),
                registry.text("friendlyName", DEFAULT_FRIENDLY_NAME), EngineLimits.read(registry),
                registry.flag("faultInjection", true));
    }

    private static Set<ProviderFlag> flags(RegistryPath registry, EngineOptions engine) throws NtStatusException {
        Set<ProviderFlag> flags = EnumSet.noneOf(ProviderFlag.class);
        if (engine.dca()) {
            flags.add(ProviderFlag.DCA_SUPPORTED);
        }
        if (registry.flag("groups", true)) {
            flags.add(ProviderFlag.SUPPORTS_PROC_GROUPS);
        }
        flags.removeIf(flag -> !engine.version().isAtLeast(flag.since())); // 1.x sets none [REG-3]
        return flags;
    }

    private static NetDmaVersion version(RegistryPath registry) throws NtStatusException {
        String wanted = registry.text("version", NetDmaVersion.V2_0.toString()).strip();
        for (NetDmaVersion version : VERSIONS) {
            if (version.toString().equals(wanted)) {
                return version;
            }
        }
        throw registry.refusal("version", "one of " + VERSIONS + " [REG-2]");
    }
}

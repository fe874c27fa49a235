// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.ControlFlags;
import org.netdma.tck.bench.BenchPlan;
import org.netdma.tck.bench.DriverFactory;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.ResourceRequirement;

/**
 * Describes the provider that the suites shall prove: how its driver is made, what its devices need, what it can do.
 * The resources are those of its {@code @PnpDriver} annotation. Immutable: each method answers with a changed copy.
 */
public final class ProviderUnderTest {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

    private final DriverFactory drivers;
    private final NetDmaVersion version;
    private final Set<Ability> abilities;
    private final Map<String, Object> parameters;
    private final List<Long> memoryWindows;
    private final int lineInterrupts;
    private final int messageInterrupts;
    private final Duration limit;

    private ProviderUnderTest(DriverFactory drivers, NetDmaVersion version, Set<Ability> abilities,
            Map<String, Object> parameters, List<Long> memoryWindows, int lineInterrupts, int messageInterrupts,
            Duration limit) {
        this.drivers = drivers;
        this.version = version;
        this.abilities = Set.copyOf(abilities);
        this.parameters = Map.copyOf(parameters);
        this.memoryWindows = List.copyOf(memoryWindows);
        this.lineInterrupts = lineInterrupts;
        this.messageInterrupts = messageInterrupts;
        this.limit = limit;
    }

    /**
     * {@return a 2.0 provider that can do what every provider must, and needs no hardware}
     *
     * @param drivers makes its driver, such as {@code MyDriver::new}; called once for each test
     */
    public static ProviderUnderTest of(DriverFactory drivers) {
        return new ProviderUnderTest(drivers, NetDmaVersion.V2_0,
                EnumSet.of(Ability.STATUS_WRITE, Ability.INTERRUPTS, Ability.PAGE_BREAK), Map.of(), List.of(), 0, 0,
                DEFAULT_LIMIT);
    }

    /** {@return the same, registered for this version} */
    public ProviderUnderTest version(NetDmaVersion newVersion) {
        return new ProviderUnderTest(drivers, newVersion, abilities, parameters, memoryWindows, lineInterrupts,
                messageInterrupts, limit);
    }

    /** {@return the same, with abilities added} */
    public ProviderUnderTest can(Ability... more) {
        Set<Ability> all = EnumSet.copyOf(abilities);
        all.addAll(List.of(more));
        return new ProviderUnderTest(drivers, version, all, parameters, memoryWindows, lineInterrupts,
                messageInterrupts, limit);
    }

    /** {@return the same without abilities that every provider must have, while yours is being built} */
    public ProviderUnderTest cannotYet(Ability... fewer) {
        Set<Ability> rest = EnumSet.copyOf(abilities);
        rest.removeAll(List.of(fewer));
        return new ProviderUnderTest(drivers, version, rest, parameters, memoryWindows, lineInterrupts,
                messageInterrupts, limit);
    }

    /** {@return the same with a parameter in its registry path} */
    public ProviderUnderTest parameter(String name, Object value) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put(name, value);
        return new ProviderUnderTest(drivers, version, abilities, all, memoryWindows, lineInterrupts,
                messageInterrupts, limit);
    }

    /** {@return the same, with a register window of this size, a power of two} */
    public ProviderUnderTest memoryWindow(long size) {
        List<Long> all = new ArrayList<>(memoryWindows);
        all.add(size);
        return new ProviderUnderTest(drivers, version, abilities, parameters, all, lineInterrupts, messageInterrupts,
                limit);
    }

    /** {@return the same on a machine that offers it a line interrupt} */
    public ProviderUnderTest lineInterrupt() {
        return new ProviderUnderTest(drivers, version, abilities, parameters, memoryWindows, 1, messageInterrupts,
                limit);
    }

    /** {@return the same on a machine with MSI-X, which offers it so many messages} */
    public ProviderUnderTest messageInterrupts(int count) {
        return new ProviderUnderTest(drivers, version, abilities, parameters, memoryWindows, lineInterrupts, count,
                limit);
    }

    /** {@return the same, where nothing takes longer than this; 10 s when not said} */
    public ProviderUnderTest limit(Duration newLimit) {
        return new ProviderUnderTest(drivers, version, abilities, parameters, memoryWindows, lineInterrupts,
                messageInterrupts, newLimit);
    }

    NetDmaVersion version() {
        return version;
    }

    Duration limit() {
        return limit;
    }

    boolean declares(Ability ability) {
        boolean counted = version.isAtLeast(NetDmaVersion.V2_0);
        return switch (ability) {
            case COUNTED_CHAINS -> counted;
            case LINKED_CHAINS -> !counted;
            case PAGE_BREAK, DCA, GROUPS -> counted && abilities.contains(ability);
            case POWER_NOTIFICATION -> abilities.contains(Ability.POWER) && version.isAtLeast(NetDmaVersion.V1_1);
            case SILENT_POWER -> abilities.contains(Ability.POWER) && !version.isAtLeast(NetDmaVersion.V1_1);
            case MESSAGE_INTERRUPTS -> messageInterrupts > 0;
            case LINE_INTERRUPT -> lineInterrupts > 0 && messageInterrupts == 0;
            case STATUS_WRITE, INTERRUPTS, ABORT, RESET, SUSPEND, POWER -> abilities.contains(ability);
        };
    }

    BenchPlan plan() {
        List<ResourceRequirement> requirements = new ArrayList<>();
        memoryWindows.forEach(size -> requirements.add(MemoryRequirement.window(size)));
        for (int i = 0; i < lineInterrupts; i++) {
            requirements.add(InterruptRequirement.line());
        }
        for (int i = 0; i < messageInterrupts; i++) {
            requirements.add(InterruptRequirement.message(i));
        }
        int reporting = declares(Ability.STATUS_WRITE) ? ControlFlags.STATUS_UPDATE_ON_COMPLETION
                : ControlFlags.INTERRUPT_ON_COMPLETION;
        return new BenchPlan(drivers, "netdma-tck-driver", parameters, requirements, reporting, limit);
    }
}

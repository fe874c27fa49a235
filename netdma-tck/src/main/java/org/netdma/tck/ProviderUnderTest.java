// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.ControlFlags;
import org.netdma.tck.bench.BenchPlan;
import org.netdma.tck.bench.DriverFactory;
import org.netdma.tck.bundle.DriverBundle;
import org.netdma.tck.bundle.DriverInf;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.ResourceRequirement;

/**
 * Describes the provider that the suites shall prove: how its driver is made, what its devices need, what it can do.
 * The resources are those of its {@code @PnpDriver} annotation, which the kit reads itself when the driver is in a
 * bundle. Immutable: each method answers with a changed copy.
 */
public final class ProviderUnderTest {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

    private final DriverFactory drivers;
    private final String driverName;
    private final String hardwareId;
    private final Set<Ability> abilities = EnumSet.noneOf(Ability.class);
    private final Map<String, Object> parameters = new HashMap<>();
    private final List<Long> memoryWindows = new ArrayList<>();
    private NetDmaVersion version = NetDmaVersion.V2_0;
    private int lineInterrupts;
    private int messageInterrupts;
    private Duration limit = DEFAULT_LIMIT;

    private ProviderUnderTest(DriverFactory drivers, String driverName, String hardwareId) {
        this.drivers = drivers;
        this.driverName = driverName;
        this.hardwareId = hardwareId;
        abilities.addAll(EnumSet.of(Ability.STATUS_WRITE, Ability.INTERRUPTS, Ability.PAGE_BREAK));
    }

    /** {@return a copy with a change} */
    private ProviderUnderTest with(Consumer<ProviderUnderTest> change) {
        ProviderUnderTest changed = new ProviderUnderTest(drivers, driverName, hardwareId);
        changed.abilities.clear();
        changed.abilities.addAll(abilities);
        changed.parameters.putAll(parameters);
        changed.memoryWindows.addAll(memoryWindows);
        changed.version = version;
        changed.lineInterrupts = lineInterrupts;
        changed.messageInterrupts = messageInterrupts;
        changed.limit = limit;
        change.accept(changed);
        return changed;
    }

    /**
     * {@return a 2.0 provider that can do what every provider must, and needs no hardware}
     *
     * @param drivers makes its driver, such as {@code MyDriver::new}; called once for each test
     */
    public static ProviderUnderTest of(DriverFactory drivers) {
        return new ProviderUnderTest(drivers, "netdma-tck-driver", "ROOT\\NETDMA_CONFORMANCE");
    }

    /**
     * {@return a 2.0 provider whose driver is in a bundle of the container that the test class runs in}
     *
     * @param location of the bundle, a URL such as {@code file:target/my-provider.jar}
     */
    public static ProviderUnderTest bundle(String location) {
        return bundle(location, "");
    }

    /**
     * {@return a 2.0 provider whose driver is one of those in a bundle; its devices need what its annotation says}
     *
     * @param location of the bundle, a URL such as {@code file:target/my-provider.jar}
     * @param id       name of the driver, or a hardware id that it serves
     */
    public static ProviderUnderTest bundle(String location, String id) {
        DriverBundle bundle = DriverBundle.install(location, id);
        DriverInf inf = bundle.inf();
        return new ProviderUnderTest(bundle, inf.name(), inf.hardwareIds().get(0)).with(provider -> {
            provider.memoryWindows.addAll(inf.memoryWindows());
            provider.lineInterrupts = inf.lineInterrupts();
            provider.messageInterrupts = inf.messageInterrupts();
        });
    }

    /** {@return the same, registered for this version} */
    public ProviderUnderTest version(NetDmaVersion newVersion) {
        return with(provider -> provider.version = newVersion);
    }

    /** {@return the same, with abilities added} */
    public ProviderUnderTest can(Ability... more) {
        return with(provider -> provider.abilities.addAll(List.of(more)));
    }

    /** {@return the same without abilities that every provider must have, while yours is being built} */
    public ProviderUnderTest cannotYet(Ability... fewer) {
        return with(provider -> provider.abilities.removeAll(List.of(fewer)));
    }

    /** {@return the same with a parameter in its registry path} */
    public ProviderUnderTest parameter(String name, Object value) {
        return with(provider -> provider.parameters.put(name, value));
    }

    /** {@return the same, with a register window of this size, a power of two} */
    public ProviderUnderTest memoryWindow(long size) {
        return with(provider -> provider.memoryWindows.add(size));
    }

    /** {@return the same on a machine that offers it a line interrupt} */
    public ProviderUnderTest lineInterrupt() {
        return with(provider -> provider.lineInterrupts = 1);
    }

    /** {@return the same on a machine with MSI-X, which offers it so many messages; on one without, for 0} */
    public ProviderUnderTest messageInterrupts(int count) {
        return with(provider -> provider.messageInterrupts = count);
    }

    /** {@return the same, where nothing takes longer than this; 10 s when not said} */
    public ProviderUnderTest limit(Duration newLimit) {
        return with(provider -> provider.limit = newLimit);
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
        return new BenchPlan(drivers, driverName, hardwareId, Map.copyOf(parameters), requirements, reporting, limit);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.netdma.pnp.driver.BundleFacts.Activity;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.driver.FilterPosition;
import org.netdma.wdm.driver.PnpDriver;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.ResourceRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/**
 * A driver's INF, read from the capability that its {@link PnpDriver} annotation left on the bundle.
 *
 * @param name              of the driver
 * @param bundle            that carries it
 * @param description       of its devices, for people
 * @param manufacturer      for people
 * @param deviceClass       for people
 * @param hardwareIds       best first, one or more
 * @param compatibleIds     best first
 * @param registryPath      PID of its parameters
 * @param rootEnumerated    how many devices it declares, unless its parameters say otherwise
 * @param memoryWindows     sizes in bytes, for each root-enumerated device
 * @param lineInterrupts    0 or 1
 * @param messageInterrupts 0 to 2048
 * @param filter            where a filter driver stands; NONE for a function driver
 */
public record DriverPackage(String name, BundleFacts bundle, String description, String manufacturer,
        String deviceClass, List<String> hardwareIds, List<String> compatibleIds, String registryPath,
        int rootEnumerated, List<Long> memoryWindows, int lineInterrupts, int messageInterrupts,
        FilterPosition filter) {

    /** The most root-enumerated devices that one package may declare. */
    public static final int MAXIMUM_ROOT_ENUMERATED = 4096;

    /** The class of devices on which other devices hang: these are asked for their relations. */
    public static final String BUS_CLASS = "System";

    private static final String LEGAL_NAME = "[\\w.-]+";

    /**
     * Reads a capability.
     *
     * @throws NtStatusException INVALID_PARAMETER, naming bundle, attribute and what is expected
     */
    public static DriverPackage parse(BundleFacts bundle, Map<String, Object> capability) throws NtStatusException {
        CapabilityReader reader = new CapabilityReader(bundle, capability);
        String name = reader.text("name", "");
        reader.require(name.matches(LEGAL_NAME), "name", "letters, digits, '-', '_' and '.'");
        List<String> hardwareIds = reader.texts("hardwareIds");
        reader.require(!hardwareIds.isEmpty(), "hardwareIds", "one id or more");
        List<Long> windows = new ArrayList<>();
        for (String window : reader.texts("memoryWindows")) {
            long size = reader.number("memoryWindows", window, 1, 1L << 32);
            reader.require(Long.bitCount(size) == 1, "memoryWindows", "powers of two");
            windows.add(size);
        }
        String registryPath = reader.text("registryPath", "");
        return new DriverPackage(name, bundle, reader.text("description", ""), reader.text("manufacturer", ""),
                reader.text("deviceClass", "DmaEngine"), hardwareIds, reader.texts("compatibleIds"),
                registryPath.isEmpty() ? name : registryPath,
                (int) reader.number("rootEnumerated", 0, MAXIMUM_ROOT_ENUMERATED), List.copyOf(windows),
                (int) reader.number("lineInterrupts", 0, 1), (int) reader.number("messageInterrupts", 0, 2048),
                reader.choice("filter", FilterPosition.NONE));
    }

    /** {@return the package of a bus driver that is part of the PnP manager} */
    public static DriverPackage ofBus(String name, String description, String hardwareId) {
        BundleFacts builtIn = new BundleFacts(0, name, "0.0.0", Activity.ACTIVE, "", List.of());
        return new DriverPackage(name, builtIn, description, "NetDMA", BUS_CLASS, List.of(hardwareId), List.of(), name,
                0, List.of(), 0, 0, FilterPosition.NONE);
    }

    /** {@return whether it joins the stacks of devices that a function driver serves} */
    public boolean isFilter() {
        return filter != FilterPosition.NONE;
    }

    /** {@return whether other devices hang on its devices} */
    public boolean isBus() {
        return deviceClass.equals(BUS_CLASS);
    }

    /** {@return the version that ranks it [PNP-15]} */
    public DriverVersion version() {
        return DriverVersion.parse(bundle.version());
    }

    /** {@return what each of its root-enumerated devices needs: windows, then the line, then the messages} */
    public ResourceRequirementsList requirements() {
        List<ResourceRequirement> requirements = new ArrayList<>();
        memoryWindows.forEach(size -> requirements.add(MemoryRequirement.window(size)));
        for (int line = 0; line < lineInterrupts; line++) {
            requirements.add(InterruptRequirement.line());
        }
        for (int message = 0; message < messageInterrupts; message++) {
            requirements.add(InterruptRequirement.message(message));
        }
        return new ResourceRequirementsList(requirements);
    }

    /** Reads attributes leniently in type, as tools write them, and strictly in value. */
    private record CapabilityReader(BundleFacts bundle, Map<String, Object> attributes) {

        String text(String name, String defaultValue) {
            Object value = attributes.get(name);
            return value == null ? defaultValue : value.toString().strip();
        }

        List<String> texts(String name) {
            Object value = attributes.get(name);
            if (value == null) {
                return List.of();
            }
            Collection<?> values = value instanceof Collection<?> many ? many : List.of(value);
            return values.stream().map(each -> each.toString().strip()).filter(each -> !each.isEmpty()).toList();
        }

        long number(String name, long minimum, long maximum) throws NtStatusException {
            return number(name, text(name, Long.toString(minimum)), minimum, maximum);
        }

        long number(String name, String text, long minimum, long maximum) throws NtStatusException {
            boolean legal = text.matches("\\d{1,18}");
            long value = legal ? Long.parseLong(text) : -1;
            require(legal && value >= minimum && value <= maximum, name, minimum + " to " + maximum);
            return value;
        }

        <E extends Enum<E>> E choice(String name, E defaultValue) throws NtStatusException {
            String text = text(name, defaultValue.name());
            E[] legal = defaultValue.getDeclaringClass().getEnumConstants();
            Optional<E> chosen = Arrays.stream(legal).filter(each -> each.name().equalsIgnoreCase(text)).findFirst();
            require(chosen.isPresent(), name, "one of " + Arrays.toString(legal));
            return chosen.get();
        }

        void require(boolean met, String name, String expected) throws NtStatusException {
            if (!met) {
                throw new NtStatusException(NtStatus.INVALID_PARAMETER, "PNP-1",
                        "%s has a driver capability whose attribute %s is '%s', expected %s"
                                .formatted(bundle, name, attributes.getOrDefault(name, ""), expected));
            }
        }
    }
}

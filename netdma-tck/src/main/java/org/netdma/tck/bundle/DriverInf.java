// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What the {@link PnpDriver} annotation left on a bundle.
 *
 * @param name              of the driver
 * @param hardwareIds       best first
 * @param memoryWindows     sizes in bytes
 * @param lineInterrupts    0 or 1
 * @param messageInterrupts how many
 */
public record DriverInf(String name, List<String> hardwareIds, List<Long> memoryWindows, int lineInterrupts,
        int messageInterrupts) {

    /**
     * {@return the one that is meant}
     *
     * @param bundle that carries it
     * @param id     driver name or hardware id; empty for the only one
     */
    static DriverInf of(Bundle bundle, String id) {
        List<DriverInf> all = bundle.adapt(BundleRevision.class).getDeclaredCapabilities(PnpDriver.NAMESPACE).stream()
                .map(BundleCapability::getAttributes).map(DriverInf::read).toList();
        List<DriverInf> meant = all.stream().filter(inf -> id.isEmpty() || inf.isMeantBy(id)).toList();
        if (meant.size() != 1) {
            throw new AssertionError("[PNP-1] %s has %s, expected one%s; @PnpDriver on the driver's component makes it"
                    .formatted(bundle, all.isEmpty() ? "no driver package" : "the driver packages " + all,
                            id.isEmpty() ? "" : " of name or hardware id " + id));
        }
        return meant.get(0);
    }

    private boolean isMeantBy(String id) {
        return name.equals(id) || hardwareIds.stream().anyMatch(id::equalsIgnoreCase);
    }

    /** Reads attributes whatever their type: tools write numbers as text, and lists of one without a list. */
    private static DriverInf read(Map<String, Object> capability) {
        return new DriverInf(Objects.toString(capability.get("name"), ""), texts(capability.get("hardwareIds")),
                texts(capability.get("memoryWindows")).stream().map(Long::valueOf).toList(),
                number(capability.get("lineInterrupts")), number(capability.get("messageInterrupts")));
    }

    private static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof Collection<?> many) {
            many.forEach(each -> texts.add(each.toString().strip()));
        } else if (value != null) {
            texts.add(value.toString().strip());
        }
        return texts;
    }

    private static int number(Object value) {
        return value == null ? 0 : Integer.parseInt(value.toString().strip());
    }
}

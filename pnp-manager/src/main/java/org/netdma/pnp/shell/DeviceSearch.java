// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.PnpManager;

/**
 * Finds the device that a person means: its instance id in any case, with {@code /} in place of {@code \}, which the
 * shell takes for an escape, or without either, which is what the shell leaves of them; or the one device whose id ends
 * or begins so.
 */
final class DeviceSearch {

    private static final int MOST_NAMED = 8;

    private static final List<BiPredicate<String, String>> BEST_FIRST = List.of(
            String::equals,
            (id, wanted) -> id.replace("/", "").equals(wanted.replace("/", "")),
            String::endsWith,
            String::startsWith);

    private DeviceSearch() {
    }

    /**
     * {@return the device}
     *
     * @param text    what was typed
     * @param devices that are there
     * @throws CommandFailure when none or several are meant, naming what is there
     */
    static DeviceInfo find(String text, List<DeviceInfo> devices) throws CommandFailure {
        String id = findId(text, devices.stream().map(DeviceInfo::instanceId).toList());
        return devices.stream().filter(device -> device.instanceId().equals(id)).findFirst().orElseThrow();
    }

    /**
     * {@return the instance id of a device that is there or has gone lately}
     *
     * @param text    what was typed
     * @param manager that knows it
     * @throws CommandFailure when none or several are meant, naming what is there
     */
    static String findKnown(String text, PnpManager manager) throws CommandFailure {
        List<String> known = new ArrayList<>(manager.devices().stream().map(DeviceInfo::instanceId).toList());
        known.addAll(manager.departed());
        return findId(text, known);
    }

    private static String findId(String text, List<String> devices) throws CommandFailure {
        String wanted = normal(text);
        if (wanted.isEmpty()) {
            throw new CommandFailure("the device is empty. Expected: one of " + names(devices));
        }
        for (BiPredicate<String, String> means : BEST_FIRST) {
            List<String> found = devices.stream().filter(device -> means.test(normal(device), wanted)).toList();
            if (found.size() == 1) {
                return found.get(0);
            }
            if (found.size() > 1) {
                throw new CommandFailure("'" + text + "' may be " + names(found) + ": type more of it");
            }
        }
        throw new CommandFailure("no device is '" + text + "'; there are " + names(devices));
    }

    private static String normal(String id) {
        return id.strip().toUpperCase(Locale.ROOT).replace('\\', '/');
    }

    private static String names(List<String> devices) {
        String names = devices.stream().limit(MOST_NAMED).map(device -> device.replace('\\', '/'))
                .collect(Collectors.joining(", "));
        int more = devices.size() - MOST_NAMED;
        return more > 0 ? names + " and " + more + " more" : names;
    }
}

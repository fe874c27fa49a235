// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * The device that a person means, as the commands of {@code pnp:} understand it: its instance id in any case, with
 * {@code /} for {@code \} or without either, or the one that ends or begins so.
 */
final class DeviceChoice {

    private static final List<BiPredicate<String, String>> BEST_FIRST = List.of(String::equals,
            (id, wanted) -> id.replace("/", "").equals(wanted.replace("/", "")), String::endsWith, String::startsWith);

    private DeviceChoice() {
    }

    /**
     * {@return the instance id}
     *
     * @param typed   by a person
     * @param devices instance ids of those that there are
     * @throws CommandFailure when none or several are meant, naming those that there are
     */
    static String of(String typed, Collection<String> devices) throws CommandFailure {
        String wanted = typeable(typed.strip()).toUpperCase(Locale.ROOT);
        for (BiPredicate<String, String> means : BEST_FIRST) {
            List<String> found = devices.stream()
                    .filter(device -> means.test(typeable(device).toUpperCase(Locale.ROOT), wanted)).toList();
            if (found.size() == 1) {
                return found.get(0);
            }
            if (found.size() > 1) {
                throw new CommandFailure("'%s' may be %s: type more of it".formatted(typed, names(found)));
            }
        }
        throw new CommandFailure("no device that takes faults is '%s'; there are %s".formatted(typed, names(devices)));
    }

    private static String names(Collection<String> devices) {
        return devices.isEmpty() ? "none"
                : devices.stream().map(DeviceChoice::typeable).collect(Collectors.joining(", "));
    }

    private static String typeable(String instanceId) {
        return instanceId.replace('\\', '/');
    }
}

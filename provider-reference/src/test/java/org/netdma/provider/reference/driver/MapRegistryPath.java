// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.util.Locale;
import java.util.Map;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;

/** A registry path with the parameters of a test. */
record MapRegistryPath(Map<String, Object> parameters) implements RegistryPath {

    @Override
    public String pid() {
        return ReferenceDriver.NAME;
    }

    @Override
    public long integer(String name, long defaultValue, long minimum, long maximum) throws NtStatusException {
        long value = parameters.containsKey(name) ? ((Number) parameters.get(name)).longValue() : defaultValue;
        if (value < minimum || value > maximum) {
            throw new NtStatusException(NtStatus.INVALID_PARAMETER, "PNP-1", name + " is " + value);
        }
        return value;
    }

    @Override
    public String text(String name, String defaultValue) {
        return parameters.getOrDefault(name, defaultValue).toString();
    }

    @Override
    public <E extends Enum<E>> E choice(String name, E defaultValue) {
        return Enum.valueOf(defaultValue.getDeclaringClass(), text(name, defaultValue.name()).toUpperCase(Locale.ROOT));
    }

    @Override
    public boolean flag(String name, boolean defaultValue) {
        return Boolean.parseBoolean(text(name, Boolean.toString(defaultValue)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The drivers of one device.
 *
 * @param lowerFilters the lowest first
 * @param function     the function driver, if there is one
 * @param upperFilters the lowest first
 */
public record ServingDrivers(List<StoredDriver> lowerFilters, Optional<StoredDriver> function,
        List<StoredDriver> upperFilters) {

    /** No drivers. */
    public static final ServingDrivers NONE = new ServingDrivers(List.of(), Optional.empty(), List.of());

    public ServingDrivers {
        lowerFilters = List.copyOf(lowerFilters);
        upperFilters = List.copyOf(upperFilters);
    }

    /** {@return all of them, in the order of the stack, the lowest first} */
    public List<StoredDriver> all() {
        List<StoredDriver> all = new ArrayList<>(lowerFilters);
        function.ifPresent(all::add);
        all.addAll(upperFilters);
        return all;
    }
}

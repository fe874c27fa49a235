// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.BundleContext;

/** Drivers that return at once, however wrong: the limits are as long as they are by default. */
class MisbehavingDriversIT extends MisbehavingDrivers {

    static Stream<Arguments> mistakes() {
        return each(EnumSet.complementOf(EnumSet.of(Mistake.BLOCKS)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    @DisplayName("[PNP-2, PNP-3, PNP-7, PNP-9, PNP-18] a driver throws, fails or leaks in one of its routines")
    void shouldGoOn(Routine routine, Mistake mistake, Load load, BundleContext context) throws Exception {
        goOnAfter(mistake, routine, load, context);
    }
}

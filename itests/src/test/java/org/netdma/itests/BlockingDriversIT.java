// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netdma.tck.exam.Service;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;

/** Drivers that do not return, and the limits that get the PnP manager out of their routines. */
class BlockingDriversIT extends MisbehavingDrivers {

    private static final String PNP = "org.netdma.pnp";
    private static final long LIMIT_MILLIS = 1000;

    /** Nobody has ten seconds for each driver that blocks. The bystander is there before: a first start is slow. */
    @BeforeAll
    static void shortenTheLimits(@Service ConfigurationAdmin configurations) throws Exception {
        configurations.getConfiguration(PNP, "?").update(FrameworkUtil.asDictionary(
                Map.of("callLimit", LIMIT_MILLIS, "drainLimit", LIMIT_MILLIS)));
    }

    static Stream<Arguments> mistakes() {
        return each(EnumSet.of(Mistake.BLOCKS));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    @DisplayName("[PNP-2, PNP-3, PNP-7, PNP-9, PNP-18] a driver blocks in one of its routines")
    void shouldGoOn(Routine routine, Mistake mistake, Load load, BundleContext context) throws Exception {
        goOnAfter(mistake, routine, load, context);
    }
}

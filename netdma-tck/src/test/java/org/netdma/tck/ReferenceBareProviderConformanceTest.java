// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import org.netdma.provider.reference.driver.ReferenceDriver;

/** The kit against the reference provider without any optional ability: version 2.0, on a line interrupt. */
class ReferenceBareProviderConformanceTest extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.of(ReferenceDriver::new).can(Ability.POWER).memoryWindow(1 << 16).lineInterrupt()
                .parameter("channels", 4)
                .parameter("commandLimitMillis", 30_000).parameter("interrupts", "line").parameter("dca", false)
                .parameter("groups", false).parameter("suspend", false).parameter("abort", false)
                .parameter("reset", false);
    }
}

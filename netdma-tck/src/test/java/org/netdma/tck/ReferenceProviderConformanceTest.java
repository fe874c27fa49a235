// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import org.netdma.provider.reference.driver.ReferenceDriver;

/** The kit against the reference provider, as it comes: version 2.0, a message for each channel. */
class ReferenceProviderConformanceTest extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.of(ReferenceDriver::new)
                .can(Ability.DCA, Ability.GROUPS, Ability.SUSPEND, Ability.ABORT, Ability.RESET, Ability.POWER)
                .memoryWindow(1 << 16).lineInterrupt().messageInterrupts(16).parameter("channels", 4)
                .parameter("commandLimitMillis", 30_000);
    }
}

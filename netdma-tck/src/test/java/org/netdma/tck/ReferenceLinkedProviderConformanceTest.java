// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import org.netdma.NetDmaVersion;
import org.netdma.provider.reference.driver.ReferenceDriver;

/** The kit against the reference provider as one for version 1.1, on a line interrupt. */
class ReferenceLinkedProviderConformanceTest extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.of(ReferenceDriver::new).version(NetDmaVersion.V1_1)
                .can(Ability.SUSPEND, Ability.ABORT, Ability.RESET, Ability.POWER).memoryWindow(1 << 16).lineInterrupt()
                .parameter("channels", 4)
                .parameter("commandLimitMillis", 30_000).parameter("version", "1.1").parameter("interrupts", "line");
    }
}

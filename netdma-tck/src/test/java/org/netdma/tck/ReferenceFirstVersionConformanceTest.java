// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import org.netdma.NetDmaVersion;
import org.netdma.provider.reference.driver.ReferenceDriver;

/** The kit against the reference provider as one for version 1.0, on messages, whose channels can be aborted only. */
class ReferenceFirstVersionConformanceTest extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.of(ReferenceDriver::new).version(NetDmaVersion.V1_0)
                .can(Ability.ABORT, Ability.POWER).memoryWindow(1 << 16).lineInterrupt().messageInterrupts(16)
                .parameter("channels", 4)
                .parameter("commandLimitMillis", 30_000).parameter("version", "1.0").parameter("suspend", false)
                .parameter("reset", false);
    }
}

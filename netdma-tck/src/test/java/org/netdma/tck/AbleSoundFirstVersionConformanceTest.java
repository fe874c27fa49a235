// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import org.netdma.NetDmaVersion;
import org.netdma.tck.sound.AbleSoundDriver;

/** The kit against a provider for version 1.0 with every optional ability. */
class AbleSoundFirstVersionConformanceTest extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.of(AbleSoundDriver::new).version(NetDmaVersion.V1_0).parameter("major", 1)
                .can(Ability.SUSPEND, Ability.ABORT, Ability.RESET, Ability.POWER);
    }
}

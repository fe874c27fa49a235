// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import org.netdma.tck.sound.AbleSoundDriver;

/** The kit against a provider with every optional ability. */
class AbleSoundProviderConformanceTest extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.of(AbleSoundDriver::new)
                .can(Ability.SUSPEND, Ability.ABORT, Ability.RESET, Ability.POWER, Ability.DCA, Ability.GROUPS);
    }
}

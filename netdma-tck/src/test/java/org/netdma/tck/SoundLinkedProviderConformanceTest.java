// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import org.netdma.NetDmaVersion;
import org.netdma.tck.sound.SoundDriver;

/** The kit against a provider for version 1.0, on a line interrupt. */
class SoundLinkedProviderConformanceTest extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.of(SoundDriver::new).version(NetDmaVersion.V1_0).can(Ability.ABORT, Ability.RESET)
                .parameter("major", 1).lineInterrupt();
    }
}

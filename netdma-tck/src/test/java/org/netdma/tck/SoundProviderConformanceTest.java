// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import org.netdma.tck.sound.SoundDriver;

class SoundProviderConformanceTest extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.of(SoundDriver::new).can(Ability.ABORT, Ability.RESET);
    }
}

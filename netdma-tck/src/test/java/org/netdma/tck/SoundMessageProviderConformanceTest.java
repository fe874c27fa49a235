// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import org.netdma.tck.sound.SoundDriver;

/** The kit against a provider on MSI-X messages. */
class SoundMessageProviderConformanceTest extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.of(SoundDriver::new).can(Ability.ABORT, Ability.RESET)
                .parameter("messages", true).messageInterrupts(4);
    }
}

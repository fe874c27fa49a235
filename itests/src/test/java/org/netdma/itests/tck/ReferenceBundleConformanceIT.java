// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.tck;

import org.netdma.tck.Ability;
import org.netdma.tck.ProviderConformance;
import org.netdma.tck.ProviderUnderTest;
import org.netdma.tck.exam.ConformanceOptions;
import org.netdma.tck.exam.InFelix;

/** The conformance kit, in a container, against the bundle of the reference provider. */
@InFelix(ConformanceOptions.class)
class ReferenceBundleConformanceIT extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.bundle("file:target/providers/provider-reference.jar")
                .can(Ability.DCA, Ability.GROUPS, Ability.SUSPEND, Ability.ABORT, Ability.RESET, Ability.POWER);
    }
}

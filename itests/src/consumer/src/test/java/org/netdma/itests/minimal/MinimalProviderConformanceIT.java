// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.minimal;

import org.netdma.NetDmaVersion;
import org.netdma.tck.ProviderConformance;
import org.netdma.tck.ProviderUnderTest;
import org.netdma.tck.exam.ConformanceOptions;
import org.netdma.tck.exam.InFelix;

/** The conformance kit, in a container, against the jar that this project has just made. */
@InFelix(ConformanceOptions.class)
class MinimalProviderConformanceIT extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.bundle("file:target/minimal-provider-1.0.0.jar").version(NetDmaVersion.V1_0);
    }
}

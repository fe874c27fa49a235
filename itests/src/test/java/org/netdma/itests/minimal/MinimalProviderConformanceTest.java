// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.minimal;

import org.netdma.NetDmaVersion;
import org.netdma.tck.ProviderConformance;
import org.netdma.tck.ProviderUnderTest;

/** The conformance kit against the provider that the README shows. */
class MinimalProviderConformanceTest extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.of(MinimalDriver::new).version(NetDmaVersion.V1_0);
    }
}

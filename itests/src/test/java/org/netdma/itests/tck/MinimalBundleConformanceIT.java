// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.tck;

import org.netdma.NetDmaVersion;
import org.netdma.itests.TestBundles;
import org.netdma.tck.ProviderConformance;
import org.netdma.tck.ProviderUnderTest;
import org.netdma.tck.exam.ConformanceOptions;
import org.netdma.tck.exam.InFelix;

/** The conformance kit, in a container, against the bundle of the provider that the README shows. */
@InFelix({ConformanceOptions.class, TestBundles.class})
class MinimalBundleConformanceIT extends ProviderConformance {

    @Override
    protected ProviderUnderTest provider() {
        return ProviderUnderTest.bundle(TestBundles.minimalProvider("1.0.0").toUri().toString(),
                "ROOT\\NETDMA_MINIMAL").version(NetDmaVersion.V1_0);
    }
}

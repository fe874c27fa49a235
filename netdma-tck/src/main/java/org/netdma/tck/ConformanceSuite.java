// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A suite of tests about one topic of the contract. Each test gets a new bench with a new driver. Most people extend
 * {@link ProviderConformance}, which has all suites.
 */
@ExtendWith(BenchExtension.class)
public abstract class ConformanceSuite {

    /** {@return the provider to prove} */
    protected abstract ProviderUnderTest provider();
}

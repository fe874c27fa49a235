// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.netdma.NetDmaException;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.Settings;
import org.netdma.wdm.verifier.VerifierMode;

/** An interface whose verifier looks at everybody. */
abstract class WatchedFixture {

    final Verifying verifying = new Verifying(VerifierMode.WARN);
    /** Ends with the test. */
    Interface core;

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface(Settings.DEFAULT, verifying.verifier);
    }

    @AfterEach
    final void close() {
        core.close();
    }
}

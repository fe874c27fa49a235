// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.NetDmaVersion;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.fake.RandomRuns;
import org.netdma.provider.ProviderFlag;

/**
 * Whatever a client calls, with whatever arguments, in whatever order: no exception but the documented one, no byte
 * written that no copy was to write, and what is reported done has its bytes.
 */
class RandomClientCallsTest {

    private static final int RUNS = 4;
    private static final int STEPS = 800;

    @ParameterizedTest
    @CsvSource({"1, 0, false", "1, 1, false", "2, 0, false", "2, 0, true"})
    @DisplayName("[XFR-11] [CPL-2] [CHN-1] random calls never write beside a destination, and done means done")
    void shouldWithstandAnyCall(int major, int minor, boolean dca) {
        RandomRuns.check(RUNS, random -> {
            try (Interface core = new Interface(); Interface other = new Interface()) {
                FakeProvider provider = new FakeProvider(new NetDmaVersion(major, minor), FakeChannel.Complete::new);
                provider.flags = dca ? Set.of(ProviderFlag.DCA_SUPPORTED) : Set.of();
                RandomClient client = new RandomClient(core, other, provider, random);
                for (int step = 0; step < STEPS; step++) {
                    client.step();
                }
                client.finish();
                assertTrue(client.verified() > 10, "copies done: " + client.verified());
            }
        });
    }
}

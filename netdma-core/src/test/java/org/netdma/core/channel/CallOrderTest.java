// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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
 * Whatever clients, engines and drivers do, the interface keeps its own promises to the driver: the order of calls, and
 * chains that are whole.
 */
class CallOrderTest {

    private static final int STEPS = 2500;

    private final List<String> violations = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({"1, 0, false", "1, 1, false", "2, 0, false", "2, 0, true"})
    @DisplayName("[XFR-1] [XFR-3] [XFR-4] [XFR-6] [STO-3] StartDma first, chains linked as agreed, nothing after free")
    void shouldKeepTheOrderOfCalls(int major, int minor, boolean dca) {
        RandomRuns.check(1, random -> {
            try (Interface core = new Interface()) {
                FakeProvider provider = watched(new NetDmaVersion(major, minor));
                provider.flags = dca ? Set.of(ProviderFlag.DCA_SUPPORTED) : Set.of();
                provider.register(core.netDma, "0000");
                provider.start();
                RandomWalk walk = new RandomWalk(core, provider, random);
                for (int step = 0; step < STEPS; step++) {
                    walk.step();
                    assertEquals(List.of(), violations, "step %d: %s".formatted(step, walk.last()));
                }
                walk.finish();
                assertEquals(List.of(), violations);
                for (FakeChannel channel : provider.channels) {
                    assertFalse(channel.calls.stream().anyMatch(call -> call.startsWith("AFTER FREE")));
                    assertEquals("free", channel.calls.get(channel.calls.size() - 1));
                }
            }
        });
    }

    private FakeProvider watched(NetDmaVersion version) {
        FakeProvider[] made = new FakeProvider[1];
        made[0] = new FakeProvider(version, (parameters, handle, engine) -> new CallOrderWatch(parameters, handle,
                engine, made[0].registration().busMemory(), version.isAtLeast(NetDmaVersion.V2_0), violations));
        return made[0];
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.NetDmaException;
import org.netdma.client.Refusal;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.WhenNoEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.memory.MemoryRegion;

/** A managed copy that would write what it reads: refused whoever would have done it. */
class OverlappingCopyTest {

    private static final int SIZE = 1 << 16;

    @ParameterizedTest
    @CsvSource({"FAIL, 0, true", "WAIT, 0, true", "FALL_BACK, 0, true", "FALL_BACK, 0, false", "FALL_BACK, 8192, true"})
    @DisplayName("[CLI-1] [XFR-10] a managed copy whose source and destination overlap is refused, by engine or CPU")
    void shouldRefuse(WhenNoEngine policy, int inlineBelow, boolean isStarted) throws Exception {
        try (Interface core = new Interface();
                CopierFactory copiers = new CopierFactory(core.clients, core.memory)) {
            FakeProvider provider = FakeProvider.counted();
            provider.register(core.netDma, "0000");
            if (isStarted) {
                provider.start();
            }
            MemoryRegion region = core.filled(SIZE, 7);
            ByteBuffer before = ByteBuffer.allocate(SIZE).put(region.buffer()).flip();
            ManagedCopier copier = copiers.open("test", CopierPolicy.DEFAULT.withInlineBelow(inlineBelow).with(policy));
            long[][] copies = {{0, 0, 1}, {0, 1, 2}, {1, 0, 2}, {100, 100, 4096}, {0, 4095, 4096}, {4095, 0, 4096}};
            for (long[] copy : copies) {
                CompletableFuture<Void> stage =
                        copier.copy(region, copy[0], region, copy[1], copy[2]).toCompletableFuture();
                ExecutionException thrown = assertThrows(ExecutionException.class, () -> stage.get(1, TimeUnit.MINUTES));
                assertInstanceOf(NetDmaException.class, thrown.getCause());
                assertEquals(Refusal.OVERLAP.toException().getMessage(), thrown.getCause().getMessage());
            }
            assertTrue(provider.channels.stream().allMatch(channel -> channel.engine.drain() == 0));
            assertEquals(before, region.buffer());
        }
    }
}

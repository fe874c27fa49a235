// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.ManagedCopies;
import org.netdma.client.managed.WhenNoEngine;
import org.netdma.memory.MemoryRegion;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.resource.ResourceList;
import org.osgi.framework.BundleContext;

/** The resources of an engine are moved under those who copy with it. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class RebalanceIT {

    private static final int ROUNDS = 20;
    private static final int COPIES = 16;
    private static final int SIZE = 64 << 10;

    private Machine machine;

    @AfterEach
    void close() throws Exception {
        machine.uninstallDrivers();
    }

    @Test
    @DisplayName("[PNP-5, STO-1] an engine gets other resources while clients copy: they see a pause and lose nothing")
    void shouldMoveResourcesUnderLoad(BundleContext context) throws Exception {
        machine = new Machine(context);
        String device = ProviderBundle.REFERENCE.instanceId();
        machine.installAndStart(ProviderBundle.REFERENCE.jar());
        machine.awaitProvider(device);
        CopierPolicy patient = CopierPolicy.DEFAULT.with(WhenNoEngine.WAIT).withWaitLimit(Duration.ofSeconds(30))
                .withInlineBelow(0).withAttempts(100);
        try (ManagedCopier copier = machine.service(ManagedCopies.class).open("rebalance", patient);
                MemoryRegion source = machine.memory().allocate(SIZE);
                MemoryRegion destination = machine.memory().allocate((long) COPIES * SIZE)) {
            Pattern.fillSource(source);
            for (int round = 0; round < ROUNDS; round++) {
                Pattern.fillDestination(destination);
                ResourceList before = machine.pnp().device(device).orElseThrow().resources();
                List<CompletableFuture<Void>> copies = new ArrayList<>();
                for (int copy = 0; copy < COPIES; copy++) {
                    copies.add(copier.copy(source, 0, destination, (long) copy * SIZE, SIZE).toCompletableFuture());
                }
                machine.pnp().rebalance(device);
                assertNotEquals(before, machine.pnp().device(device).orElseThrow().resources());
                CompletableFuture.allOf(copies.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
                for (int copy = 0; copy < COPIES; copy++) {
                    assertEquals(-1, source.buffer().slice(0, SIZE)
                            .mismatch(destination.buffer().slice(copy * SIZE, SIZE)), "copy " + copy);
                }
            }
        }
        assertEquals(DeviceState.STARTED, machine.pnp().device(device).orElseThrow().state());
    }
}

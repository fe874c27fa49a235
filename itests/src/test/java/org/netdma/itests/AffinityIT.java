// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.MemoryRegion;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.tck.exam.Service;
import org.netdma.wdm.NtStatus;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** Completions run on the CPUs that the client asked for, whatever kind of interrupt brings them. */
@InFelix({NetDmaOptions.class, TestBundles.class, ReferenceTwin.class})
class AffinityIT {

    private static final String DPC_THREAD = "netdma-dpc-";
    private static final int SIZE = 4096;

    private final AtomicReference<String> caller = new AtomicReference<>("");
    private Machine machine;
    private DmaClient client;

    @BeforeEach
    void startAll(BundleContext context, @Service ConfigurationAdmin configurations) throws Exception {
        machine = new Machine(context);
        ReferenceTwin.configure(configurations, Map.of("interrupts", "line"));
        machine.installAndStart(ProviderBundle.MINIMAL.jar());
        machine.installAndStart(ReferenceTwin.jar());
        machine.installAndStart(ProviderBundle.REFERENCE.jar());
        client = machine.clients().register("affinity");
    }

    @AfterEach
    void stopAll(@Service ConfigurationAdmin configurations) throws Exception {
        client.close();
        ReferenceTwin.forget(configurations);
        machine.uninstallDrivers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROOT\\NETDMA_MINIMAL\\0000", "ROOT\\NETDMA_REFERENCE\\0000", ReferenceTwin.INSTANCE_ID})
    @DisplayName("[CHN-2] [INT-2] [INT-3] the DPC runs on the CPU asked for, after a message, a line or no interrupt")
    void shouldCompleteOnTheCpuAskedFor(String instanceId) throws Exception {
        machine.awaitProvider(instanceId);
        for (int cpu = 0; cpu < Math.min(4, Runtime.getRuntime().availableProcessors()); cpu++) {
            ChannelRequest request = ChannelRequest.DEFAULT.withProvider(instanceId).withAffinityMask(1L << cpu);
            try (DmaChannel channel = client.allocateChannel(request, this::called)) {
                assertEquals(cpu, channel.info().cpu());
                String dpc = DPC_THREAD + cpu;
                Await.until(() -> copy(channel), dpc::equals, "completed on " + dpc);
            }
        }
    }

    private void called(DmaChannel channel, long ticket) {
        caller.set(Thread.currentThread().getName());
    }

    /** {@return the thread that told of a copy: the watchdog's, when the machine is so busy that the DPC is late} */
    private String copy(DmaChannel channel) throws Exception {
        caller.set("");
        try (MemoryRegion source = machine.memory().allocate(SIZE);
                MemoryRegion destination = machine.memory().allocate(SIZE)) {
            long ticket = channel.enqueueCopy(source, 0, destination, 0, SIZE, ControlFlags.INTERRUPT_ON_COMPLETION);
            assertEquals(ticket, channel.submit());
            return Await.until(caller::get, name -> !name.isEmpty(), "the listener is called");
        }
    }

    @Test
    @DisplayName("[CHN-2] [3.6] processor groups that are not there are refused")
    void shouldRefuseWhatIsNotThere() throws Exception {
        machine.awaitProvider(ProviderBundle.REFERENCE.instanceId());
        int groups = (Runtime.getRuntime().availableProcessors() + 63) / 64;
        for (ChannelRequest request : List.of(ChannelRequest.DEFAULT.withGroupAffinity(groups, 1),
                ChannelRequest.DEFAULT.withGroupAffinity(-1, 1), ChannelRequest.DEFAULT.withGroupAffinity(groups, 0))) {
            assertEquals(NtStatus.INVALID_PARAMETER,
                    assertThrows(NetDmaException.class, () -> client.allocateChannel(request)).status());
        }
    }

    @Test
    @DisplayName("[CHN-2] channels for one CPU and for another are told apart, and any CPU will do for the rest")
    void shouldMixAffinities() throws Exception {
        String instanceId = ProviderBundle.REFERENCE.instanceId();
        machine.awaitProvider(instanceId);
        ChannelRequest any = ChannelRequest.DEFAULT.withProvider(instanceId);
        try (MemoryRegion source = machine.memory().allocate(SIZE);
                MemoryRegion destination = machine.memory().allocate(SIZE);
                DmaChannel first = client.allocateChannel(any.withAffinityMask(1));
                DmaChannel second = client.allocateChannel(any.withAffinityMask(1));
                DmaChannel third = client.allocateChannel(any)) {
            assertEquals(0, first.info().cpu());
            assertEquals(0, second.info().cpu());
            for (DmaChannel channel : new DmaChannel[] {first, second, third}) {
                CompletableFuture<Void> copied =
                        channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture();
                copied.get(60, TimeUnit.SECONDS);
            }
        }
    }
}

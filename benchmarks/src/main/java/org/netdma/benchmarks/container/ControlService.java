// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.netdma.NetDmaException;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderState;
import org.netdma.memory.PhysicalMemory;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Does one operation of the control path on demand of who started the container, and undoes it. */
@Component(property = CopyService.NAME + "=" + ControlService.CONTROL)
public final class ControlService implements LongUnaryOperator {

    /** Value of the service's property. */
    public static final String CONTROL = "control";
    /** Framework property: the {@link Operation}. */
    public static final String OPERATION = "netdma.benchmarks.operation";

    /** What can be measured. */
    public enum Operation {
        /** Register a client, close it. */
        CLIENT,
        /** Allocate a channel, close it. */
        CHANNEL,
        /** Give 1 MiB that is there already an address, close the region. */
        WRAP,
        /** Allocate a region of 1 MiB, close it. */
        ALLOCATE,
        /** Count the providers that are started; undoes nothing. */
        STARTED_PROVIDERS,
        /** Plug in so many reference engines at once, which are started when it returns; for none, pull all out. */
        PLUG
    }

    private static final int BYTES = 1 << 20;
    /** What the reference driver serves, when it is configured to have one channel. */
    private static final PciDevice ENGINE =
            PciDevice.of(0x1234, 0x0D3A).withMemoryWindows(65536L).withMessageInterrupts(1);

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
    private final DmaClients clients;
    private final PhysicalMemory memory;
    private final VirtualPciBus bus;
    private final DmaClient client;
    private final Operation operation;

    @Activate
    public ControlService(BundleContext context, @Reference DmaClients clients, @Reference PhysicalMemory memory,
            @Reference VirtualPciBus bus) throws NetDmaException {
        this.clients = clients;
        this.memory = memory;
        this.bus = bus;
        operation = Operation.valueOf(context.getProperty(OPERATION));
        new NetDmaPorts(clients, memory).awaitProvider();
        client = clients.register("control");
    }

    @Override
    public long applyAsLong(long argument) {
        try {
            return switch (operation) {
                case CLIENT -> close(clients.register("measured"));
                case CHANNEL -> close(client.allocateChannel());
                case WRAP -> close(memory.wrap(bytes));
                case ALLOCATE -> close(memory.allocate(BYTES));
                case STARTED_PROVIDERS -> startedProviders();
                case PLUG -> argument == 0 ? pullAllOut() : plugIn((int) argument);
            };
        } catch (Exception e) {
            throw new IllegalStateException(operation + " failed", e);
        }
    }

    private long startedProviders() {
        return clients.providers().stream().filter(provider -> provider.state() == ProviderState.STARTED).count();
    }

    private long plugIn(int count) throws NtStatusException {
        bus.plugAll(Collections.nCopies(count, ENGINE));
        long started = startedProviders();
        if (started <= count) { // with the one that was there
            throw new IllegalStateException("of %d engines %d are started".formatted(count + 1, started));
        }
        return started;
    }

    private long pullAllOut() throws NtStatusException {
        List<String> all = List.copyOf(bus.devices().keySet());
        for (String id : all) {
            bus.unplug(id);
        }
        return all.size();
    }

    private static long close(AutoCloseable closeable) throws Exception {
        closeable.close();
        return 1;
    }

    @Deactivate
    void deactivate() {
        client.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.netdma.benchmarks.copy.SampleServer;
import org.netdma.client.DmaClients;
import org.netdma.memory.PhysicalMemory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Serves samples of the contender named by a framework property, then stops the framework. */
@Component(service = {}, immediate = true)
public final class MeasuringComponent {

    /** Framework property: the contender to serve. Without it, nothing is served. */
    static final String CONTENDER = "netdma.benchmarks.contender";

    private static final System.Logger LOG = System.getLogger(MeasuringComponent.class.getName());
    private static final long JOIN_LIMIT = TimeUnit.SECONDS.toMillis(10);

    private final BundleContext context;
    private final DmaClients clients;
    private final PhysicalMemory memory;
    private final Thread thread;

    @Activate
    public MeasuringComponent(BundleContext context, @Reference DmaClients clients, @Reference PhysicalMemory memory) {
        this.context = context;
        this.clients = clients;
        this.memory = memory;
        String contender = context.getProperty(CONTENDER);
        thread = new Thread(() -> serve(contender), "netdma-benchmarks");
        if (contender != null) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void serve(String contender) {
        try {
            NetDmaPorts ports = new NetDmaPorts(clients, memory);
            ports.awaitProvider();
            new SampleServer(contender, ports.factory(contender)).serve(System.in, System.out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            stopFramework();
        }
    }

    private void stopFramework() {
        try {
            context.getBundle(0).stop();
        } catch (BundleException e) {
            LOG.log(System.Logger.Level.ERROR, "The framework does not stop", e);
        }
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        if (thread != Thread.currentThread()) {
            thread.join(JOIN_LIMIT);
        }
        if (thread.isAlive()) {
            LOG.log(System.Logger.Level.WARNING, "The measuring thread waits for its input and is left behind");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.felix.service.command.CommandProcessor;
import org.netdma.client.DmaClients;
import org.netdma.launcher.console.Console;
import org.netdma.launcher.console.ConsoleStoppedException;
import org.netdma.launcher.console.ProcessStreams;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Publishes the shell. It works without the PnP manager and the NetDMA interface too, so that a person can look why
 * they are not there.
 */
@Component(service = Console.class)
public final class ConsoleComponent implements Console {

    private final Engines engines;
    private final GogoConsole console;

    @Activate
    public ConsoleComponent(@Reference CommandProcessor processor, @Reference ProcessStreams streams,
            BundleContext context) {
        engines = new Engines(Path.of(context.getProperty("netdma.driver.store")));
        Path history = Path.of(context.getProperty("netdma.data"), "history");
        console = new GogoConsole(processor, streams, engines, history);
    }

    @Deactivate
    void deactivate() {
        console.close();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addPnpManager(PnpManager pnp) {
        engines.pnpManager(pnp);
    }

    void removePnpManager(PnpManager pnp) {
        engines.noPnpManager(pnp);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addDmaClients(DmaClients clients) {
        engines.dmaClients(clients);
    }

    void removeDmaClients(DmaClients clients) {
        engines.noDmaClients(clients);
    }

    @Override
    public void awaitDevices(Duration limit) {
        engines.awaitSettled(limit);
    }

    @Override
    public void warnOfMissingEngine() {
        console.warnOfMissingEngine();
    }

    @Override
    public int converse() throws ConsoleStoppedException {
        return console.converse();
    }

    @Override
    public Outcome run(String commands) throws ConsoleStoppedException {
        return console.run(commands);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import java.util.List;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelInfo;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.event.DmaClientListener;
import org.netdma.core.client.BundleClients;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The client service of one bundle: clients that it leaves open are closed when it stops using the service. */
@Component(service = DmaClients.class, scope = ServiceScope.BUNDLE)
public final class DmaClientsComponent implements DmaClients {

    private final BundleClients view;

    @Activate
    public DmaClientsComponent(@Reference InterfaceComponent netDma, ComponentContext context) {
        view = netDma.netDma().clientsFor(String.valueOf(context.getUsingBundle().getSymbolicName()));
    }

    @Deactivate
    void deactivate() {
        view.close();
    }

    @Override
    public DmaClient register(String name) throws NetDmaException {
        return view.register(name);
    }

    @Override
    public DmaClient register(String name, DmaClientListener listener) throws NetDmaException {
        return view.register(name, listener);
    }

    @Override
    public List<ProviderInfo> providers() {
        return view.providers();
    }

    @Override
    public List<ChannelInfo> channels() {
        return view.channels();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.core.registry.BundleNetDma;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.DmaProvider;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The NetDMA service of one bundle: what it leaves registered is removed when it stops using the service [STO-2]. */
@Component(service = NetDma.class, scope = ServiceScope.BUNDLE)
public final class NetDmaComponent implements NetDma {

    private final BundleNetDma view;

    @Activate
    public NetDmaComponent(@Reference InterfaceComponent netDma, ComponentContext context) {
        view = netDma.netDma().netDmaFor(context.getUsingBundle().toString());
    }

    @Deactivate
    void deactivate() {
        view.close();
    }

    @Override
    public NetDmaVersion version() {
        return view.version();
    }

    @Override
    public ProviderRegistration registerProvider(DmaProvider provider, ProviderCharacteristics characteristics)
            throws NetDmaException {
        return view.registerProvider(provider, characteristics);
    }
}

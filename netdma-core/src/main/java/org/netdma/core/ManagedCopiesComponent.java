// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import org.netdma.NetDmaException;
import org.netdma.client.DmaClients;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.ManagedCopies;
import org.netdma.core.copier.CopierFactory;
import org.netdma.memory.PhysicalMemory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The managed copies of one bundle: copiers that it leaves open are closed when it stops using the service. */
@Component(service = ManagedCopies.class, scope = ServiceScope.BUNDLE)
public final class ManagedCopiesComponent implements ManagedCopies {

    private final CopierFactory copiers;

    @Activate
    public ManagedCopiesComponent(@Reference DmaClients clients, @Reference PhysicalMemory memory) {
        copiers = new CopierFactory(clients, memory);
    }

    @Deactivate
    void deactivate() {
        copiers.close();
    }

    @Override
    public ManagedCopier open(String name, CopierPolicy policy) throws NetDmaException {
        return copiers.open(name, policy);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.netdma.NetDmaException;
import org.netdma.core.memory.BundleMemory;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.MemoryUsage;
import org.netdma.memory.PhysicalMemory;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The memory service of one bundle: regions that it leaves open are closed when it stops using the service. */
@Component(service = PhysicalMemory.class, scope = ServiceScope.BUNDLE)
public final class PhysicalMemoryComponent implements PhysicalMemory {

    private final BundleMemory view;

    @Activate
    public PhysicalMemoryComponent(@Reference InterfaceComponent netDma, ComponentContext context) {
        view = netDma.netDma().memoryFor(String.valueOf(context.getUsingBundle().getSymbolicName()));
    }

    @Deactivate
    void deactivate() {
        view.close();
    }

    @Override
    public MemoryRegion allocate(long size) throws NetDmaException {
        return view.allocate(size);
    }

    @Override
    public MemoryRegion wrap(ByteBuffer buffer) throws NetDmaException {
        return view.wrap(buffer);
    }

    @Override
    public MemoryRegion map(FileChannel file, FileChannel.MapMode mode, long position, long size)
            throws NetDmaException {
        return view.map(file, mode, position, size);
    }

    @Override
    public MemoryUsage usage() {
        return view.usage();
    }
}

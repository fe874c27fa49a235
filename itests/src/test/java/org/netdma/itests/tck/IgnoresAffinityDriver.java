// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.tck;

import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.itests.minimal.MinimalDriver;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelAllocation.Allocated;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The minimal driver, each channel of which says that it interrupts CPU 0. */
@Component(service = Driver.class)
@PnpDriver(name = "wrong.ignores-affinity", hardwareIds = "ROOT\\IGNORES_AFFINITY")
public final class IgnoresAffinityDriver implements Driver {

    private final Driver minimal;

    @Activate
    public IgnoresAffinityDriver(@Reference IoManager io, @Reference NetDma netDma) {
        minimal = new MinimalDriver(io, new Wrong(netDma));
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        return minimal.driverEntry(driver, registryPath);
    }

    private record Wrong(NetDma right) implements NetDma {

        @Override
        public NetDmaVersion version() {
            return right.version();
        }

        @Override
        public ProviderRegistration registerProvider(DmaProvider provider, ProviderCharacteristics characteristics)
                throws NetDmaException {
            return right.registerProvider((parameters, handle) -> onFirstCpu(
                    provider.allocateDmaChannel(parameters, handle)), characteristics);
        }

        private static ChannelAllocation onFirstCpu(ChannelAllocation answer) {
            return answer instanceof Allocated allocated ? new Allocated(allocated.channel(), 0) : answer;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.Set;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Registers a provider that refuses every channel, and starts it; when it is deregistered is up to subclasses. */
abstract class ToyProviderDriver extends ToyDriver {

    private final NetDma netDma;
    private ProviderRegistration registration;

    ToyProviderDriver(IoManager io, NetDma netDma) {
        super(io, line -> { });
        this.netDma = netDma;
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        NtStatus status = super.addDevice(driver, pdo);
        if (!status.isSuccess()) {
            return status;
        }
        try {
            registration = netDma.registerProvider(
                    (parameters, handle) -> new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES),
                    new ProviderCharacteristics(NetDmaVersion.V2_0, Set.of(), pdo, 1, "toy"));
            return NtStatus.SUCCESS;
        } catch (NetDmaException e) {
            return e.status();
        }
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        return registration.start(new ProviderAttributes(1, 0, 0, 1, 4096, Long.MAX_VALUE));
    }

    /** {@return the provider handle} */
    protected final ProviderRegistration registration() {
        return registration;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.NtStatus;

/** The interface as one driver's bundle sees it: remembers its registrations, to end what it leaves behind. */
public final class BundleNetDma implements NetDma, AutoCloseable {

    private static final Logger LOG = System.getLogger(BundleNetDma.class.getName());

    private static final String REGISTER = "NetDmaRegisterProvider";

    private final ProviderRegistry registry;
    private final String bundle;
    private final Set<RegisteredProvider> registrations = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param registry all providers
     * @param bundle   name of the bundle, for the log
     */
    public BundleNetDma(ProviderRegistry registry, String bundle) {
        this.registry = registry;
        this.bundle = bundle;
    }

    @Override
    public NetDmaVersion version() {
        return NetDmaVersion.V2_0;
    }

    @Override
    public ProviderRegistration registerProvider(DmaProvider provider, ProviderCharacteristics characteristics)
            throws NetDmaException {
        DeviceObject device = characteristics == null ? null : characteristics.physicalDeviceObject();
        DeviceConversation conversation = new DeviceConversation(device);
        conversation.driverCalls(REGISTER);
        try {
            ProviderRegistration made = remember(provider, characteristics);
            conversation.interfaceAnswers(REGISTER, NtStatus.SUCCESS);
            return new RecordedRegistration(made, device);
        } catch (NetDmaException refused) {
            conversation.interfaceAnswers(REGISTER, refused.status());
            throw refused;
        }
    }

    private ProviderRegistration remember(DmaProvider provider, ProviderCharacteristics characteristics)
            throws NetDmaException {
        RegisteredProvider made = register(provider, characteristics);
        registrations.add(made);
        if (closed) { // after the add: either close saw the registration, or this sees closed
            made.remove();
            throw new NetDmaException(NtStatus.INVALID_HANDLE, "REG-4",
                    "%s gave the NetDMA service back: get it again".formatted(bundle));
        }
        return made;
    }

    private RegisteredProvider register(DmaProvider provider, ProviderCharacteristics characteristics)
            throws NetDmaException {
        try {
            return registry.register(provider, characteristics, registrations::remove);
        } catch (NetDmaException e) {
            LOG.log(Level.WARNING, "a provider of {0} is not registered: {1}", bundle, e.getMessage());
            throw e;
        }
    }

    /** Stops and deregisters what the driver left registered. */
    @Override
    public void close() {
        closed = true;
        for (RegisteredProvider left : List.copyOf(registrations)) {
            LOG.log(Level.WARNING, "{0} stopped using NetDMA and left {1} registered; it is removed now [STO-2]",
                    bundle, left.name());
            left.removeLeftBehind();
        }
    }
}

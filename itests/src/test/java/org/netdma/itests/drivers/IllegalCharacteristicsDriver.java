// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.Set;
import java.util.function.Consumer;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tries to register engines that can not be; writes down what it is told, and fails AddDevice [REG-1 to REG-9]. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.illegal-characteristics", hardwareIds = "ROOT\\ILLEGAL_CHARACTERISTICS", rootEnumerated = 1)
public final class IllegalCharacteristicsDriver extends ToyDriver {

    private static final DmaProvider PROVIDER =
            (parameters, handle) -> new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);

    private final NetDma netDma;

    @Activate
    public IllegalCharacteristicsDriver(@Reference IoManager io,
            @Reference(target = Journal.FILTER) Consumer<String> journal, @Reference NetDma netDma) {
        super(io, journal);
        this.netDma = netDma;
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        register("without an FDO", NetDmaVersion.V2_0, Set.of(), pdo, 1, "toy");
        try {
            attach(driver, pdo);
        } catch (NtStatusException e) {
            return e.status();
        }
        register("newer version", new NetDmaVersion(2, 1), Set.of(), pdo, 1, "toy");
        register("unknown version", new NetDmaVersion(1, 7), Set.of(), pdo, 1, "toy");
        register("flag of 2.0 in 1.1", NetDmaVersion.V1_1, Set.of(ProviderFlag.DCA_SUPPORTED), pdo, 1, "toy");
        register("no PDO", NetDmaVersion.V2_0, Set.of(), null, 1, "toy");
        register("no channel", NetDmaVersion.V2_0, Set.of(), pdo, 0, "toy");
        register("no friendly name", NetDmaVersion.V2_0, Set.of(), pdo, 1, "");
        return NtStatus.INVALID_PARAMETER;
    }

    private void register(String label, NetDmaVersion version, Set<ProviderFlag> flags, DeviceObject pdo, int channels,
            String friendlyName) {
        try {
            netDma.registerProvider(PROVIDER,
                    new ProviderCharacteristics(version, flags, pdo, channels, friendlyName));
            note(label + ": registered");
        } catch (NetDmaException e) {
            note("%s: %s %s".formatted(label, e.status().name(), e.rule()));
        }
    }
}

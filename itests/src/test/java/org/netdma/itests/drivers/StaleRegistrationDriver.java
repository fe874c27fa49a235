// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.Set;
import java.util.function.Consumer;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderRegistration;
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

/** Uses its registration out of order, and after its end; writes down what it is told [REG-4, REG-8, STA-2, STO-2]. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.stale-registration", hardwareIds = "ROOT\\STALE_REGISTRATION", rootEnumerated = 1)
public final class StaleRegistrationDriver extends ToyDriver {

    private static final DmaProvider PROVIDER =
            (parameters, handle) -> new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
    private static final ProviderAttributes LEGAL = new ProviderAttributes(1, 0, 0, 1, 4096, Long.MAX_VALUE);
    private static final ProviderAttributes TOO_MANY_CHANNELS =
            new ProviderAttributes(1, 0, 0, 2, 4096, Long.MAX_VALUE);
    private static final ProviderAttributes TOO_SMALL_TRANSFERS =
            new ProviderAttributes(1, 0, 0, 1, 4095, Long.MAX_VALUE);

    private final NetDma netDma;
    private ProviderCharacteristics characteristics;

    @Activate
    public StaleRegistrationDriver(@Reference IoManager io,
            @Reference(target = Journal.FILTER) Consumer<String> journal,
            @Reference NetDma netDma) {
        super(io, journal);
        this.netDma = netDma;
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        characteristics = new ProviderCharacteristics(NetDmaVersion.V2_0, Set.of(), pdo, 1, "toy");
        try {
            attach(driver, pdo);
            return NtStatus.SUCCESS;
        } catch (NtStatusException e) {
            return e.status();
        }
    }

    /** All of it here: a registration is not bound to the IRP during which it is made. */
    @Override
    protected NtStatus start(DeviceObject fdo) {
        try {
            ProviderRegistration first = netDma.registerProvider(PROVIDER, characteristics);
            registerAgain();
            note("stop before start: " + first.stop().name());
            note("too many channels: " + first.start(TOO_MANY_CHANNELS).name());
            note("too small transfers: " + first.start(TOO_SMALL_TRANSFERS).name());
            note("start: " + first.start(LEGAL).name());
            note("start again: " + first.start(LEGAL).name());
            note("deregister before stop: " + first.deregister().name());
            note("stop: " + first.stop().name());
            note("deregister: " + first.deregister().name());

            ProviderRegistration second = netDma.registerProvider(PROVIDER, characteristics);
            note("stale start: " + first.start(LEGAL).name());
            note("stale stop: " + first.stop().name());
            note("stale deregister: " + first.deregister().name());
            note("the other's deregister: " + second.deregister().name());
            return NtStatus.SUCCESS;
        } catch (NetDmaException e) {
            note(e.getMessage());
            return e.status();
        }
    }

    private void registerAgain() {
        try {
            netDma.registerProvider(PROVIDER, characteristics);
            note("second registration: registered");
        } catch (NetDmaException e) {
            note("second registration: %s %s".formatted(e.status().name(), e.rule()));
        }
    }
}

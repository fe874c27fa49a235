// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.provider.PnpNotificationCode.CHANNEL_ARRIVAL;
import static org.netdma.provider.PnpNotificationCode.PROVIDER_POWER_DOWN;
import static org.netdma.provider.PnpNotificationCode.PROVIDER_POWER_UP;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.core.fake.FakeDevice;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.fake.LogLines;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.wdm.NtStatus;

/** Whatever a driver does wrong is refused with a status, and logged with the name of the engine and the rule. */
class BrokenRulesTest {

    private final FakeProvider provider = FakeProvider.counted();
    private final LogLines log = new LogLines(RegisteredProvider.class);
    private Interface core;

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface();
    }

    @AfterEach
    void close() {
        log.close();
        core.close();
    }

    @Test
    @DisplayName("[STA-2] [STA-3] [STO-2] [REG-4] a call out of order is logged with its rule")
    void shouldLogCallsOutOfOrder() throws NetDmaException {
        ProviderRegistration registration = provider.register(core.netDma, "0000");
        assertLogged("STA-3", NtStatus.INVALID_DEVICE_STATE, registration::stop);
        assertLogged("STA-2", NtStatus.INVALID_PARAMETER,
                () -> registration.start(new ProviderAttributes(1, 0, 0, 1, 4095, -1)));
        provider.start();
        assertLogged("STA-3", NtStatus.INVALID_DEVICE_STATE, provider::start);
        assertLogged("STO-2", NtStatus.INVALID_DEVICE_STATE, registration::deregister);
        registration.stop();
        registration.deregister();
        assertLogged("REG-4", NtStatus.INVALID_HANDLE, provider::start);
        assertLogged("REG-4", NtStatus.INVALID_HANDLE, registration::stop);
        assertLogged("REG-4", NtStatus.INVALID_HANDLE, registration::deregister);
        assertLogged("REG-4", NtStatus.INVALID_HANDLE, registration::contextLost);
        assertLogged("REG-4", NtStatus.INVALID_HANDLE, () -> registration.notifyPnpEvent(PROVIDER_POWER_UP));
    }

    @Test
    @DisplayName("[PWR-1] [PWR-2] [PWR-3] a notification out of order is logged with its rule")
    void shouldLogNotificationsOutOfOrder() throws NetDmaException {
        ProviderRegistration registration = provider.register(core.netDma, "0000");
        assertLogged("PWR-1", NtStatus.INVALID_DEVICE_STATE, () -> registration.notifyPnpEvent(PROVIDER_POWER_DOWN));
        assertLogged("PWR-2", NtStatus.INVALID_DEVICE_STATE, () -> registration.notifyPnpEvent(PROVIDER_POWER_UP));
        assertLogged("PWR-3", NtStatus.INVALID_DEVICE_STATE, registration::contextLost);
        assertLogged("PWR-1", NtStatus.INVALID_PARAMETER, () -> registration.notifyPnpEvent(CHANNEL_ARRIVAL));
        FakeProvider old = FakeProvider.linked();
        ProviderRegistration oldRegistration = old.register(core.netDma, "0001");
        old.start();
        log.take();
        assertLogged("PWR-3", NtStatus.NOT_SUPPORTED, () -> oldRegistration.notifyPnpEvent(PROVIDER_POWER_DOWN));
    }

    @Test
    @DisplayName("[REG-1] [REG-2] [REG-3] [REG-8] a refused registration is logged with its rule")
    void shouldLogRefusedRegistrations() throws NetDmaException {
        assertThrown("REG-1", NtStatus.INVALID_DEVICE_STATE,
                () -> register(NetDmaVersion.V2_0, FakeDevice.bare("x"), 1));
        assertThrown("REG-2", NtStatus.REVISION_MISMATCH,
                () -> register(new NetDmaVersion(2, 1), FakeDevice.attached("x"), 1));
        assertThrown("REG-3", NtStatus.INVALID_PARAMETER,
                () -> register(NetDmaVersion.V2_0, FakeDevice.attached("x"), 0));
        FakeDevice device = FakeDevice.attached("x");
        register(NetDmaVersion.V2_0, device, 1);
        assertThrown("REG-8", NtStatus.OBJECT_NAME_COLLISION, () -> register(NetDmaVersion.V2_0, device, 1));
    }

    @Test
    @DisplayName("[CHN-1] [CHN-3] [CHN-4] an allocation that breaks a rule is logged with it")
    void shouldLogBrokenAllocations() throws NetDmaException {
        provider.register(core.netDma, "0000");
        provider.start();
        core.client.allocateChannel();
        assertBroken("CHN-1", () -> new ChannelAllocation.Allocated(provider.channel(), 0));
        assertBroken("CHN-3", () -> new ChannelAllocation.Refused(NtStatus.SUCCESS));
        assertBroken("CHN-3", () -> null);
        assertBroken("CHN-4", () -> new ChannelAllocation.Allocated(null, 0));
    }

    private void register(NetDmaVersion version, FakeDevice device, int channels) throws NetDmaException {
        core.netDma.registerProvider(provider,
                new ProviderCharacteristics(version, Set.of(), device, channels, "Fake engine"));
    }

    private void assertBroken(String rule, Supplier<ChannelAllocation> answer) {
        provider.allocation = answer;
        assertThrown(rule, NtStatus.DRIVER_INTERNAL_ERROR, core.client::allocateChannel);
    }

    private void assertThrown(String rule, NtStatus status, Executable refused) {
        log.take();
        assertEquals(status, assertThrows(NetDmaException.class, refused).status());
        assertLogged(rule, log.take());
    }

    private void assertLogged(String rule, NtStatus status, Supplier<NtStatus> refused) {
        log.take();
        assertEquals(status, refused.get());
        List<String> lines = log.take();
        assertLogged(rule, lines);
        assertTrue(lines.get(0).contains("ROOT\\FAKE\\000"), lines::toString);
    }

    private static void assertLogged(String rule, List<String> lines) {
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).matches("(WARNING|SEVERE) .*\\[" + rule + "].*"), lines::toString);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;
import org.netdma.core.fake.FakeDevice;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.Settings;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.MessageInterruptProvider;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.NtStatus;

class RegistrationTest {

    private static final DeviceObject DEVICE = FakeDevice.attached("ROOT\\FAKE\\0000");

    private final FakeProvider provider = FakeProvider.counted();
    private Interface core;

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface(new Settings(Duration.ofSeconds(10), Duration.ofSeconds(10), true, 2));
    }

    @AfterEach
    void close() {
        core.close();
    }

    @Test
    @DisplayName("[REG-4] a legal engine gets a handle, and clients see it")
    void shouldRegister() throws NetDmaException {
        assertEquals(NetDmaVersion.V2_0, core.netDma.version());
        ProviderRegistration first = provider.register(core.netDma, "0000");
        ProviderRegistration second = FakeProvider.linked().register(core.netDma, "0001");
        assertNotEquals(first, second);
        ProviderInfo info = core.clients.providers().get(0);
        assertEquals(1, info.number());
        assertEquals("Fake engine", info.friendlyName());
        assertEquals("ROOT\\FAKE\\0000", info.instanceId());
        assertEquals(ProviderState.REGISTERED, info.state());
        assertEquals(4, info.maxChannels());
        assertEquals(0, info.channels());
        assertEquals(2, core.clients.providers().get(1).number());
        assertEquals(NtStatus.SUCCESS, provider.start());
        info = core.clients.providers().get(0);
        assertEquals(2, info.channels());
        assertEquals("1.2", info.hwVersion());
        assertEquals(0x8086, info.vendorId());
    }

    @Test
    @DisplayName("[REG-2] a version that does not exist, or is newer, is refused")
    void shouldRefuseUnknownVersions() {
        assertRefused(NtStatus.REVISION_MISMATCH, "REG-2", with(new NetDmaVersion(2, 1)));
        assertRefused(NtStatus.REVISION_MISMATCH, "REG-2", with(new NetDmaVersion(1, 7)));
        assertRefused(NtStatus.REVISION_MISMATCH, "REG-2", with(new NetDmaVersion(0, 0)));
        assertRefused(NtStatus.INVALID_PARAMETER, "REG-3", with(null));
    }

    @Test
    @DisplayName("[REG-3] illegal characteristics are refused by name")
    void shouldRefuseIllegalCharacteristics() throws NetDmaException {
        NetDmaVersion newest = NetDmaVersion.V2_0;
        Set<ProviderFlag> dca = Set.of(ProviderFlag.DCA_SUPPORTED);
        assertRefused(NtStatus.INVALID_PARAMETER, "REG-3", null);
        assertRefused(NtStatus.INVALID_PARAMETER, "REG-3",
                new ProviderCharacteristics(newest, Set.of(), DEVICE, 0, "x"));
        assertRefused(NtStatus.INVALID_PARAMETER, "REG-3",
                new ProviderCharacteristics(newest, Set.of(), DEVICE, 1, " "));
        assertRefused(NtStatus.INVALID_PARAMETER, "REG-3",
                new ProviderCharacteristics(newest, Set.of(), DEVICE, 1, null));
        assertRefused(NtStatus.INVALID_PARAMETER, "REG-3",
                new ProviderCharacteristics(newest, Set.of(), null, 1, "x"));
        assertRefused(NtStatus.INVALID_PARAMETER, "REG-3",
                new ProviderCharacteristics(newest, null, DEVICE, 1, "x"));
        assertRefused(NtStatus.INVALID_PARAMETER, "REG-3",
                new ProviderCharacteristics(NetDmaVersion.V1_1, dca, DEVICE, 1, "x"));
        NetDmaException thrown = assertThrows(NetDmaException.class, () -> core.netDma.registerProvider(null,
                new ProviderCharacteristics(newest, Set.of(), DEVICE, 1, "x")));
        assertEquals("REG-3", thrown.rule());
        core.netDma.registerProvider(provider, new ProviderCharacteristics(newest, dca, DEVICE, 1, "x"));
        assertNotNull(core.netDma.registerProvider(provider, new ProviderCharacteristics(NetDmaVersion.V1_0, Set.of(),
                FakeDevice.attached("nameless"), 1, null)));
        assertEquals("nameless", core.clients.providers().get(1).friendlyName());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "2, 0"})
    @DisplayName("[REG-2] each version that exists is accepted")
    void shouldAcceptEachVersion(int major, int minor) throws NetDmaException {
        NetDmaVersion version = new NetDmaVersion(major, minor);
        core.netDma.registerProvider(provider, with(version));
        assertEquals(version, core.clients.providers().get(0).version());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[REG-3] [3.4] flags are legal from the version on that introduced them, zero before")
    void shouldRefuseFlagsOfLaterVersions(ProviderFlag flag) throws NetDmaException {
        for (NetDmaVersion version : List.of(NetDmaVersion.V1_0, NetDmaVersion.V1_1)) {
            assertRefused(NtStatus.INVALID_PARAMETER, "REG-3",
                    new ProviderCharacteristics(version, Set.of(flag), DEVICE, 1, "x"));
        }
        assertRefused(NtStatus.INVALID_PARAMETER, "REG-3", new ProviderCharacteristics(NetDmaVersion.V2_0,
                Collections.singleton(null), DEVICE, 1, "x"));
        core.netDma.registerProvider(provider,
                new ProviderCharacteristics(NetDmaVersion.V2_0, Set.of(flag), DEVICE, 1, "x"));
    }

    @Test
    @DisplayName("[REG-9] after each refusal the same device can be registered")
    void shouldLeaveNothingOfARefusal() throws NetDmaException {
        assertRefused(NtStatus.REVISION_MISMATCH, "REG-2", with(new NetDmaVersion(3, 0)));
        assertRefused(NtStatus.INVALID_PARAMETER, "REG-3",
                new ProviderCharacteristics(NetDmaVersion.V2_0, Set.of(), DEVICE, -1, "x"));
        assertRefused(NtStatus.INVALID_PARAMETER, "REG-3",
                new ProviderCharacteristics(NetDmaVersion.V2_0, Set.of(), DEVICE, 1, ""));
        core.netDma.registerProvider(provider, with(NetDmaVersion.V2_0));
        assertEquals(1, core.clients.providers().get(0).number(), "the first after all");
    }

    @Test
    @DisplayName("[REG-1] an FDO is attached first")
    void shouldRefuseBeforeAttach() {
        assertRefused(NtStatus.INVALID_DEVICE_STATE, "REG-1", new ProviderCharacteristics(NetDmaVersion.V2_0, Set.of(),
                FakeDevice.bare("ROOT\\FAKE\\0000"), 1, "x"));
    }

    @Test
    @DisplayName("[REG-8] a PDO has one provider, and may get another after that is gone")
    void shouldRefuseASecondProvider() throws NetDmaException {
        ProviderCharacteristics legal = with(NetDmaVersion.V2_0);
        ProviderRegistration first = core.netDma.registerProvider(provider, legal);
        NetDmaException thrown =
                assertThrows(NetDmaException.class, () -> core.netDma.registerProvider(FakeProvider.linked(), legal));
        assertEquals(NtStatus.OBJECT_NAME_COLLISION, thrown.status());
        first.deregister();
        core.netDma.registerProvider(provider, legal);
        assertEquals(2, core.clients.providers().get(0).number(), "no number twice");
    }

    @Test
    @DisplayName("[REG-6] affinities of all channels are set inside registration, round the CPUs")
    void shouldSetAffinities() throws NetDmaException {
        MessageProvider interrupting = new MessageProvider();
        interrupting.register(core.netDma, "0000");
        assertEquals(List.of(0, 1, 0, 1), interrupting.cpus);
    }

    @Test
    @DisplayName("[REG-6] no affinities without MSI-X")
    void shouldSetNoAffinitiesWithoutMessages() throws NetDmaException {
        core.whole.configure(new Settings(Duration.ofSeconds(10), Duration.ofSeconds(10), false, 2));
        MessageProvider interrupting = new MessageProvider();
        interrupting.register(core.netDma, "0000");
        assertTrue(interrupting.cpus.isEmpty());
    }

    @Test
    @DisplayName("[REG-9] a registration that the driver fails leaves nothing behind")
    void shouldLeaveNothingOfAFailure() throws NetDmaException {
        MessageProvider interrupting = new MessageProvider();
        ProviderCharacteristics legal = with(NetDmaVersion.V2_0);
        interrupting.answer = NtStatus.INSUFFICIENT_RESOURCES;
        assertEquals(NtStatus.INSUFFICIENT_RESOURCES, assertThrows(NetDmaException.class,
                () -> core.netDma.registerProvider(interrupting, legal)).status());
        interrupting.answer = null;
        assertEquals(NtStatus.DRIVER_INTERNAL_ERROR, assertThrows(NetDmaException.class,
                () -> core.netDma.registerProvider(interrupting, legal)).status());
        interrupting.answer = NtStatus.PENDING;
        assertEquals(NtStatus.DRIVER_INTERNAL_ERROR, assertThrows(NetDmaException.class,
                () -> core.netDma.registerProvider(interrupting, legal)).status());
        assertTrue(core.clients.providers().isEmpty());
        interrupting.answer = NtStatus.SUCCESS;
        core.netDma.registerProvider(interrupting, legal);
        assertEquals(1, core.clients.providers().get(0).number());
    }

    private ProviderCharacteristics with(NetDmaVersion version) {
        return new ProviderCharacteristics(version, Set.of(), DEVICE, 4, "Fake engine");
    }

    private void assertRefused(NtStatus status, String rule, ProviderCharacteristics characteristics) {
        NetDmaException thrown = assertThrows(NetDmaException.class,
                () -> core.netDma.registerProvider(provider, characteristics));
        assertEquals(status, thrown.status());
        assertEquals(rule, thrown.rule());
        assertTrue(core.clients.providers().isEmpty());
    }

    private static final class MessageProvider extends FakeProvider implements MessageInterruptProvider {

        private final List<Integer> cpus = new ArrayList<>();
        private NtStatus answer = NtStatus.SUCCESS;

        MessageProvider() {
            super(NetDmaVersion.V2_0);
        }

        @Override
        public NtStatus setDmaChannelCpuAffinity(List<ChannelAffinity> affinities) {
            for (int i = 0; i < affinities.size(); i++) {
                assertEquals(i, affinities.get(i).channel());
                cpus.add(affinities.get(i).cpu());
            }
            return answer;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelInfo;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;
import org.netdma.client.Refusal;
import org.netdma.client.event.ClientEvent;
import org.netdma.client.event.ClientEvent.ChannelArrival;
import org.netdma.client.event.ClientEvent.ProviderArrival;
import org.netdma.client.event.ClientEvent.ProviderRegistered;
import org.netdma.client.event.ClientEvent.ProviderRemoval;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.IrpTrace;
import org.netdma.wdm.pnp.ProblemCode;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A provider bundle is installed, started, stopped, updated and uninstalled, and everything is looked at each time. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class ProviderLifecycleIT {

    private Machine machine;

    @BeforeEach
    void start(BundleContext context) {
        machine = new Machine(context);
    }

    @AfterEach
    void leaveNothing() throws Exception {
        machine.uninstallDrivers();
        assertEquals(List.of(), machine.clients().providers());
        assertEquals(0, machine.memory().usage().regions());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-1] an installed provider bundle is staged: known, but none of its code runs")
    void shouldStageWhatIsInstalled(ProviderBundle provider) throws Exception {
        Bundle bundle = machine.install(provider.jar());

        DriverInfo driver = machine.awaitDriver(provider.driver(), LoadState.STAGED);
        assertEquals(bundle.getBundleId(), driver.bundleId());
        assertEquals(bundle.getVersion().toString(), driver.version());
        assertEquals(provider.hardwareId(), driver.hardwareIds().get(0));
        assertEquals(List.of(), driver.devices());
        assertEquals(Optional.empty(), machine.provider(provider.instanceId()));
        assertNotEquals(Bundle.ACTIVE, bundle.getState());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[REG-1, STA-1, PNP-5] a started provider bundle is a started device and a started provider")
    void shouldStartTheDeviceWhenTheBundleStarts(ProviderBundle provider) throws Exception {
        machine.installAndStart(provider.jar());

        ProviderInfo info = machine.awaitProvider(provider.instanceId());
        DeviceInfo device = machine.awaitStarted(provider.instanceId());
        assertEquals(ProblemCode.NONE, device.problem());
        assertEquals("", device.problemText());
        assertEquals(provider.driver(), device.driver());
        assertEquals(List.of(provider.hardwareId()), device.hardwareIds());
        assertEquals(2, device.stack().size(), () -> "PDO and FDO: " + device.stack());
        assertEquals(List.of(provider.instanceId()),
                machine.awaitDriver(provider.driver(), LoadState.LOADED).devices());

        assertFalse(info.friendlyName().isEmpty());
        assertTrue(info.channels() >= 1 && info.channels() <= info.maxChannels(), info::toString);
        assertEquals(0, info.channelsInUse());
        assertTrue(info.maximumTransferSize() >= 4096, info::toString);

        List<String> irps = machine.pnp().irps(provider.instanceId()).stream().map(IrpTrace::request).toList();
        int filter = irps.indexOf("PNP/FILTER_RESOURCE_REQUIREMENTS");
        assertTrue(filter >= 0 && filter < irps.indexOf("PNP/START_DEVICE"), irps::toString);
        assertTrue(machine.pnp().irps(provider.instanceId()).stream()
                .filter(irp -> irp.request().equals("PNP/START_DEVICE"))
                .allMatch(irp -> irp.status() == NtStatus.SUCCESS));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-10, PNP-14, REG-4] stopping the bundle removes provider and device before it returns")
    void shouldRemoveTheDeviceWhenTheBundleStops(ProviderBundle provider) throws Exception {
        Bundle bundle = machine.installAndStart(provider.jar());
        long first = machine.awaitProvider(provider.instanceId()).number();

        bundle.stop();
        assertEquals(Optional.empty(), machine.provider(provider.instanceId()));
        assertEquals(Optional.empty(), machine.pnp().device(provider.instanceId()));
        assertEquals(LoadState.STAGED, machine.driver(provider.driver()).orElseThrow().state());
        assertEquals(List.of(), machine.clients().channels());

        bundle.start();
        long second = machine.awaitProvider(provider.instanceId()).number();
        assertTrue(second > first, "a number is never used twice");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[STO-1, STO-3] a client's channel is taken when the bundle stops, and says so")
    void shouldTakeTheChannelsOfAStoppedProvider(ProviderBundle provider) throws Exception {
        Bundle bundle = machine.installAndStart(provider.jar());
        machine.awaitProvider(provider.instanceId());
        try (DmaClient client = machine.clients().register("lifecycle");
                DmaChannel channel = client.allocateChannel()) {
            List<ChannelInfo> channels = machine.clients().channels();
            assertEquals(1, channels.size(), channels::toString);
            assertEquals("lifecycle", channels.get(0).client());
            assertEquals(1, machine.awaitProvider(provider.instanceId()).channelsInUse());

            bundle.stop();
            assertEquals(Refusal.CHANNEL_REMOVED.code(), channel.poll());
            assertEquals(Refusal.CHANNEL_REMOVED.code(), channel.enqueueNull(0));
            assertEquals(Refusal.CHANNEL_REMOVED.code(), channel.submit());
            NetDmaException refused = assertThrows(NetDmaException.class, client::allocateChannel);
            assertEquals(NtStatus.DEVICE_NOT_READY, refused.status(), refused::getMessage);

            bundle.start();
            machine.awaitProvider(provider.instanceId());
            assertEquals(Refusal.CHANNEL_REMOVED.code(), channel.poll(), "a taken channel stays so");
            client.allocateChannel().close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[CLI-1] a client is told of a provider's life in order")
    void shouldTellClientsWhatHappens(ProviderBundle provider) throws Exception {
        List<ClientEvent> events = new CopyOnWriteArrayList<>();
        DmaClients clients = machine.clients();
        try (DmaClient client = clients.register("listener", events::add)) {
            Bundle bundle = machine.installAndStart(provider.jar());
            ProviderInfo info = machine.awaitProvider(provider.instanceId());
            bundle.stop();

            Await.until(() -> events.stream().map(ClientEvent::getClass).toList(),
                    List.of(ProviderRegistered.class, ProviderArrival.class, ChannelArrival.class,
                            ProviderRemoval.class)::equals, "events of a provider's life");
            assertTrue(events.stream().allMatch(event -> event.provider().number() == info.number()));
            assertEquals("listener", client.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("an updated bundle's device restarts with the new driver")
    void shouldRestartTheDeviceWhenTheBundleIsUpdated(ProviderBundle provider) throws Exception {
        Bundle bundle = machine.installAndStart(provider.jar());
        long first = machine.awaitProvider(provider.instanceId()).number();

        Machine.update(bundle, provider.newerJar());
        ProviderInfo second = Await.until(() -> machine.awaitProvider(provider.instanceId()),
                info -> info.number() > first, "provider registered anew");
        assertEquals(ProviderState.STARTED, second.state());
        assertEquals(DeviceState.STARTED, machine.awaitStarted(provider.instanceId()).state());
        assertEquals(bundle.getVersion().toString(),
                machine.awaitDriver(provider.driver(), LoadState.LOADED).version());
        assertEquals(1, machine.clients().providers().size());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-14] an uninstalled bundle takes driver, device and provider along")
    void shouldForgetWhatIsUninstalled(ProviderBundle provider) throws Exception {
        Bundle bundle = machine.installAndStart(provider.jar());
        machine.awaitProvider(provider.instanceId());

        bundle.uninstall();
        assertEquals(Optional.empty(), machine.provider(provider.instanceId()));
        assertEquals(Optional.empty(), machine.pnp().device(provider.instanceId()));
        machine.awaitNoDriver(provider.driver());
        List<IrpTrace> irps = machine.pnp().irps(provider.instanceId());
        assertEquals("PNP/REMOVE_DEVICE", irps.get(irps.size() - 1).request(),
                "what it went through can be read still");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a provider that came and went leaves no thread and no region")
    void shouldLeaveNoThread(ProviderBundle provider) throws Exception {
        Bundle bundle = machine.installAndStart(provider.jar());
        machine.awaitProvider(provider.instanceId());
        bundle.stop();
        Threads before = Threads.now();

        for (int round = 0; round < 3; round++) {
            bundle.start();
            machine.awaitProvider(provider.instanceId());
            try (DmaClient client = machine.clients().register("threads");
                    DmaChannel channel = client.allocateChannel()) {
                assertTrue(channel.freeEntries() > 0);
            }
            bundle.stop();
        }
        before.awaitNoOthers();
        assertEquals(0, machine.memory().usage().regions());
    }
}

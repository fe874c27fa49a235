// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelInfo;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;
import org.netdma.client.event.DmaClientListener;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceLife;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo;
import org.netdma.wdm.pnp.IrpTrace;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.resource.ResourceList;

class EnginesTest {

    private static final String DEVICE = "ROOT\\ACME\\0000";

    @TempDir
    private Path folder;
    private Engines engines;
    private final FakePnpManager pnp = new FakePnpManager();
    private final FakeDmaClients clients = new FakeDmaClients();

    @BeforeEach
    void start() {
        engines = new Engines(folder);
        engines.pnpManager(pnp);
        engines.dmaClients(clients);
    }

    @Test
    void shouldSayWhichEnginesAreReady() {
        clients.providers.add(provider(ProviderState.STARTED));

        assertTrue(engines.any());
        assertEquals(List.of("DMA engine ready: Acme engine, 4 channels (" + DEVICE + ")"), engines.report());
    }

    @Test
    void shouldNotCallAStoppedEngineReady() {
        clients.providers.add(provider(ProviderState.REGISTERED));

        assertFalse(engines.any());
    }

    @Test
    void shouldSayWhyADeviceDoesNotWork() {
        pnp.devices.add(new DeviceInfo(DEVICE, "", "", "", List.of(), List.of(), DeviceState.FAILED,
                ProblemCode.FAILED_START, "START_DEVICE failed", "", List.of(), ResourceList.NONE,
                DevicePowerState.D0));

        assertEquals(List.of("Device without use: " + DEVICE + ": problem 10, cannot start: START_DEVICE failed"),
                engines.report());
    }

    @Test
    void shouldSayThatTheFolderIsEmptyAndWhatToDo() throws IOException {
        Files.createFile(folder.resolve("README.txt"));

        String line = engines.report().get(0);

        assertTrue(line.startsWith("No DMA engine, so nothing can be copied"), line);
        assertTrue(line.contains(folder.toString()), line);
        assertTrue(line.contains("Copy one there"), line);
    }

    @Test
    void shouldSayThatNoBundleInTheFolderBroughtADevice() throws IOException {
        Files.createFile(folder.resolve("library.jar"));

        String line = engines.report().get(0);

        assertTrue(line.contains("no bundle in " + folder), line);
        assertTrue(line.contains("pnp:drivers"), line);
    }

    @Test
    void shouldSayThatNetDmaItselfIsNotThere() {
        engines.noDmaClients(clients);

        assertTrue(engines.report().get(0).contains("the log says why"));
    }

    @Test
    void shouldWaitForDevicesNoLongerThanItMay() {
        engines.awaitSettled(Duration.ofSeconds(3));

        assertEquals(List.of(Duration.ofSeconds(3)), pnp.waits);
    }

    private static ProviderInfo provider(ProviderState state) {
        return new ProviderInfo(1, "Acme engine", DEVICE, NetDmaVersion.V2_0, state, Set.of(), 4, 4, 0, 4096, 1L << 40,
                0x8086, "1.0");
    }

    private static final class FakePnpManager implements PnpManager {

        private final List<DeviceInfo> devices = new ArrayList<>();
        private final List<Duration> waits = new ArrayList<>();

        @Override
        public List<DeviceInfo> devices() {
            return devices;
        }

        @Override
        public Optional<DeviceInfo> device(String instanceId) {
            return devices.stream().filter(device -> device.instanceId().equals(instanceId)).findFirst();
        }

        @Override
        public List<DriverInfo> drivers() {
            return List.of();
        }

        @Override
        public List<IrpTrace> irps(String instanceId) {
            return List.of();
        }

        @Override
        public Optional<DeviceLife> life(String instanceId) {
            return Optional.empty();
        }

        @Override
        public List<String> departed() {
            return List.of();
        }

        @Override
        public void setPower(String instanceId, DevicePowerState state) {
            throw new UnsupportedOperationException("the shell switches no device off");
        }

        @Override
        public void disable(String instanceId) {
            throw new UnsupportedOperationException("the shell changes no device");
        }

        @Override
        public void enable(String instanceId) {
            throw new UnsupportedOperationException("the shell changes no device");
        }

        @Override
        public void restart(String instanceId) {
            throw new UnsupportedOperationException("the shell changes no device");
        }

        @Override
        public void rebalance(String instanceId) {
            throw new UnsupportedOperationException("the shell changes no device");
        }

        @Override
        public void eject(String instanceId) {
            throw new UnsupportedOperationException("the shell changes no device");
        }

        @Override
        public void rescan() {
            throw new UnsupportedOperationException("the shell changes no device");
        }

        @Override
        public boolean awaitSettled(Duration limit) {
            waits.add(limit);
            return true;
        }
    }

    private static final class FakeDmaClients implements DmaClients {

        private final List<ProviderInfo> providers = new ArrayList<>();

        @Override
        public DmaClient register(String name) {
            throw new UnsupportedOperationException("the shell registers no client");
        }

        @Override
        public DmaClient register(String name, DmaClientListener listener) {
            throw new UnsupportedOperationException("the shell registers no client");
        }

        @Override
        public List<ProviderInfo> providers() {
            return providers;
        }

        @Override
        public List<ChannelInfo> channels() {
            return List.of();
        }
    }
}

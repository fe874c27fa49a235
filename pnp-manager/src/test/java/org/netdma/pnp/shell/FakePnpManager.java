// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceLife;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.DriverInfo;
import org.netdma.wdm.pnp.IrpTrace;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.resource.MemoryResource;
import org.netdma.wdm.resource.ResourceList;

/** Shows made-up devices. */
final class FakePnpManager implements PnpManager {

    private static final String ROOT = "HTREE\\ROOT\\0";
    private static final String REFERENCE = "ROOT\\NETDMA_REFERENCE\\0000";

    private final List<DeviceInfo> devices = new ArrayList<>(List.of(new DeviceInfo(ROOT, "", "Root bus", "System",
            List.of("HTREE\\ROOT"), List.of(), DeviceState.STARTED, ProblemCode.NONE, "", "netdma-root-bus",
            List.of("PDO of " + ROOT), ResourceList.NONE, DevicePowerState.D0)));

    private final Map<String, DeviceLife> lives = new LinkedHashMap<>();

    FakePnpManager addLife(DeviceLife life) {
        lives.put(life.instanceId(), life);
        return this;
    }

    FakePnpManager addStarted() {
        devices.add(new DeviceInfo(REFERENCE, ROOT, "Reference engine", "DmaEngine",
                List.of("ROOT\\NETDMA_REFERENCE"), List.of(), DeviceState.STARTED, ProblemCode.NONE, "",
                "org.netdma.provider.reference", List.of("PDO of " + REFERENCE, "FDO of " + REFERENCE),
                new ResourceList(List.of(new MemoryResource(0xE000_0000L, 4096))), DevicePowerState.D0));
        return this;
    }

    FakePnpManager addWithoutDriver() {
        devices.add(new DeviceInfo("ROOT\\OTHER\\0000", ROOT, "", "", List.of("ROOT\\OTHER"), List.of(),
                DeviceState.ENUMERATED, ProblemCode.FAILED_INSTALL, "no driver serves \"ROOT\\OTHER\" [PNP-16]", "",
                List.of("PDO of ROOT\\OTHER\\0000"), ResourceList.NONE, DevicePowerState.D0));
        return this;
    }

    @Override
    public void setPower(String instanceId, DevicePowerState state) throws NtStatusException {
        DeviceInfo before = device(instanceId).orElseThrow();
        if (before.state() != DeviceState.STARTED) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_STATE, "PWR-1", "it is not started");
        }
        devices.set(devices.indexOf(before), new DeviceInfo(before.instanceId(), before.parentId(),
                before.description(), before.deviceClass(), before.hardwareIds(), before.compatibleIds(),
                before.state(), before.problem(), before.problemText(), before.driver(), before.stack(),
                before.resources(), state));
    }

    @Override
    public void disable(String instanceId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void enable(String instanceId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void restart(String instanceId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rebalance(String instanceId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void eject(String instanceId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rescan() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<DeviceInfo> devices() {
        return devices;
    }

    @Override
    public Optional<DeviceInfo> device(String instanceId) {
        return devices.stream().filter(device -> device.instanceId().equalsIgnoreCase(instanceId)).findFirst();
    }

    @Override
    public List<DriverInfo> drivers() {
        return List.of(
                new DriverInfo("org.netdma.provider.reference", "0.1.0", 12, LoadState.LOADED,
                        List.of("ROOT\\NETDMA_REFERENCE"), List.of(REFERENCE), ""),
                new DriverInfo("some.library", "2.0.0", 13, LoadState.NOT_A_DRIVER, List.of(), List.of(),
                        "it has no capability"));
    }

    @Override
    public List<IrpTrace> irps(String instanceId) {
        return List.of(new IrpTrace(Instant.parse("2026-01-01T00:00:00Z"), "PNP/START_DEVICE", NtStatus.SUCCESS,
                Duration.ofNanos(1_500_000), "driver netdma-root-bus",
                List.of(new IrpTrace.Location("FDO of " + instanceId, "org.netdma.provider.reference",
                        "PNP/START_DEVICE", Duration.ofNanos(12_000)))));
    }

    @Override
    public Optional<DeviceLife> life(String instanceId) {
        return Optional.ofNullable(lives.get(instanceId));
    }

    @Override
    public List<String> departed() {
        return lives.keySet().stream().filter(id -> device(id).isEmpty()).toList();
    }

    @Override
    public boolean awaitSettled(Duration limit) {
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.tck.bench.BrokenPremise.unless;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.spi.MessageInterruptProvider;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.Device;
import org.netdma.wdm.NtStatus;

/** DriverEntry, AddDevice, and what the driver registers there. */
abstract class RegistrationRules extends ConformanceSuite {

    @Test
    @DisplayName("[PNP-1] DriverEntry succeeds and sets AddDevice and Unload")
    void shouldSetEntryPoints(Bench bench) {
        NtStatus status = bench.load();

        assertAll(() -> assertEquals(NtStatus.SUCCESS, status, () -> "DriverEntry " + bench.thrown()),
                () -> assertNotNull(bench.driver().addDevice(), "AddDevice"),
                () -> assertNotNull(bench.driver().unload(), "Unload"),
                () -> bench.violations().assertNone("PNP-1"));
    }

    @Test
    @DisplayName("[REG-1] AddDevice puts the FDO on the stack and then registers the provider")
    void shouldRegisterInAddDevice(Bench bench) {
        Device device = load(bench).plug();

        NtStatus status = device.addDevice();

        bench.violations().assertNone("REG-1");
        unless(bench.violations().all().isEmpty(), "another rule is broken first");
        assertEquals(NtStatus.SUCCESS, status, () -> "AddDevice " + bench.thrown());
        assertTrue(device.hasFunctionDevice(), "no FDO is on the stack");
        assertTrue(device.hasProvider(), "no provider is registered");
    }

    @Test
    @DisplayName("[REG-2] registers with a version that exists, the declared one")
    void shouldRegisterDeclaredVersion(Bench bench) {
        Device device = load(bench).plug();

        NtStatus status = device.addDevice();

        bench.violations().assertNone("REG-2");
        unless(status.isSuccess(), "AddDevice fails");
        assertEquals(provider().version(), device.registration().characteristics().version());
    }

    @Test
    @DisplayName("[REG-3] registers with legal characteristics, as declared")
    void shouldRegisterLegalCharacteristics(Bench bench) {
        Device device = load(bench).plug();

        NtStatus status = device.addDevice();

        bench.violations().assertNone("REG-3");
        unless(status.isSuccess(), "AddDevice fails");
        ProviderCharacteristics characteristics = device.registration().characteristics();
        Set<ProviderFlag> declared = EnumSet.noneOf(ProviderFlag.class);
        if (provider().declares(Ability.DCA)) {
            declared.add(ProviderFlag.DCA_SUPPORTED);
        }
        if (provider().declares(Ability.GROUPS)) {
            declared.add(ProviderFlag.SUPPORTS_PROC_GROUPS);
        }
        assertEquals(declared, characteristics.flags(), "flags, of the abilities declared");
    }

    @Test
    @Needs(Ability.MESSAGE_INTERRUPTS)
    @Given(Premise.STARTS)
    @DisplayName("[REG-6] takes each channel's CPU inside the register call")
    void shouldTakeCpuAffinity(Bench bench) {
        assertTrue(bench.startDevice().registration().provider() instanceof MessageInterruptProvider,
                "the provider has message interrupts, and is no MessageInterruptProvider");
    }

    @Test
    @DisplayName("[REG-8] registers one provider for one PDO")
    void shouldRegisterOnce(Bench bench) {
        load(bench).plug().addDevice();

        bench.violations().assertNone("REG-8");
    }

    @Test
    @Given(Premise.STARTS)
    @DisplayName("[REG-9] AddDevice fails when the registration is refused")
    void shouldReportRefusedRegistration(Bench bench) {
        Device device = load(bench).plug();
        bench.netDma().refuseRegistration(NtStatus.INSUFFICIENT_RESOURCES);

        NtStatus status = device.addDevice();

        assertFalse(status.isSuccess(), "AddDevice returned " + status);
        assertTrue(bench.thrown().isEmpty(), () -> "AddDevice should return a status: " + bench.thrown());
    }

    @Test
    @Given(Premise.STARTS)
    @DisplayName("[PNP-3] AddDevice fails when no device object is left, and works when there are some again")
    void shouldSurviveLackOfDeviceObjects(Bench bench) {
        Device device = load(bench).plug();
        bench.deviceObjectSupply().limit(0);

        NtStatus status = device.addDevice();

        assertFalse(status.isSuccess(), "AddDevice returned " + status);
        assertTrue(bench.thrown().isEmpty(), () -> "AddDevice should return a status: " + bench.thrown());
        assertFalse(device.hasProvider(), "it registered a provider");
        bench.deviceObjectSupply().replenish();
        assertTrue(bench.startDevice().registration().isStarted(), "the next device does not start");
    }

    @Test
    @Given(Premise.STARTS)
    @DisplayName("[REG-1] serves two devices, each with a provider of its own")
    void shouldServeTwoDevices(Bench bench) {
        Device first = bench.startDevice();
        Device second = bench.startDevice();

        assertFalse(first.registration().provider() == second.registration().provider(),
                "both devices share one provider");
        assertTrue(first.registration().isStarted() && second.registration().isStarted());
    }

    private static Bench load(Bench bench) {
        NtStatus status = bench.load();
        unless(status != null && status.isSuccess() && bench.driver().addDevice() != null,
                "the driver does not load");
        return bench;
    }
}

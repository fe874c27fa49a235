// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.driver.BundleFacts.Activity;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

class MatchingTest {

    private static final List<String> HARDWARE = List.of("PCI\\VEN_8086&DEV_0B25&REV_00", "PCI\\VEN_8086&DEV_0B25");
    private static final List<String> COMPATIBLE = List.of("PCI\\CC_088000", "PCI\\CC_0880");

    private static StoredDriver driver(String name, String version, long bundle, List<String> hardwareIds,
            List<String> compatibleIds) throws NtStatusException {
        BundleFacts facts = new BundleFacts(bundle, name, version, Activity.ACTIVE, "", List.of());
        return new StoredDriver(DriverPackage.parse(facts, Map.of("name", name, "hardwareIds", hardwareIds,
                "compatibleIds", compatibleIds)), (object, path) -> NtStatus.SUCCESS);
    }

    /** The first is the best, in whichever order they are given. */
    private static void assertBest(StoredDriver best, StoredDriver... others) {
        List<StoredDriver> drivers = new ArrayList<>(Arrays.asList(others));
        drivers.add(best);
        assertEquals(best.driverPackage(), best(drivers).orElseThrow());
        Collections.reverse(drivers);
        assertEquals(best.driverPackage(), best(drivers).orElseThrow());
    }

    private static Optional<DriverPackage> best(List<StoredDriver> drivers) {
        return Matching.best(HARDWARE, COMPATIBLE, drivers.stream().map(StoredDriver::driverPackage).toList());
    }

    @Test
    @DisplayName("[PNP-15] a hardware id beats a compatible id")
    void shouldPreferAHardwareId() throws NtStatusException {
        assertBest(driver("a", "1.0", 9, HARDWARE.subList(1, 2), List.of()),
                driver("b", "9.0", 1, COMPATIBLE, List.of()), driver("c", "9.0", 2, List.of("X"), HARDWARE),
                driver("d", "9.0", 3, List.of("X"), COMPATIBLE));
    }

    @Test
    @DisplayName("[PNP-15] earlier ids of the device beat later ones, then earlier ids of the driver")
    void shouldPreferEarlierIds() throws NtStatusException {
        assertBest(driver("a", "1.0", 9, List.of("X", HARDWARE.get(0)), List.of()),
                driver("b", "9.0", 1, List.of(HARDWARE.get(1)), List.of()));
        assertBest(driver("a", "1.0", 9, List.of(HARDWARE.get(0)), List.of()),
                driver("b", "9.0", 1, List.of("X", HARDWARE.get(0)), List.of()));
    }

    @Test
    @DisplayName("[PNP-15] then the higher driver version, as numbers, then the lower bundle id")
    void shouldPreferTheHigherVersionThenTheLowerBundle() throws NtStatusException {
        assertBest(driver("a", "1.10.0", 9, HARDWARE, List.of()), driver("b", "1.9.0", 1, HARDWARE, List.of()));
        assertBest(driver("a", "1.0.0", 3, HARDWARE, List.of()), driver("b", "1.0.0", 4, HARDWARE, List.of()));
    }

    @Test
    void shouldCompareIdsInAnyCaseAndFindNoneForAStranger() throws NtStatusException {
        assertBest(driver("a", "1.0", 1, List.of("pci\\ven_8086&dev_0b25"), List.of()));
        assertEquals(List.of(), best(
                List.of(driver("a", "1.0", 1, List.of("ROOT\\OTHER"), List.of()))).stream().toList());
    }
}

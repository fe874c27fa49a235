// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses the driver of a device [PNP-15]. */
public final class Matching {

    private static final int NO_MATCH = Integer.MAX_VALUE;

    /** Of drivers that fit equally well: the newest, then the one that was installed first. */
    static final Comparator<DriverPackage> NEWEST_FIRST = Comparator
            .comparing(DriverPackage::version, Comparator.reverseOrder())
            .thenComparingLong(inf -> inf.bundle().id());

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::kind)
            .thenComparingInt(Candidate::deviceIndex).thenComparingInt(Candidate::driverIndex)
            .thenComparing(Candidate::inf, NEWEST_FIRST);

    private Matching() {
    }

    /**
     * How well a driver fits.
     *
     * @param inf         of the driver
     * @param kind        0 when both ids are hardware ids; then each compatible id makes it worse
     * @param deviceIndex which of the device's ids
     * @param driverIndex which of the driver's ids
     */
    private record Candidate(DriverPackage inf, int kind, int deviceIndex, int driverIndex) {
    }

    /**
     * {@return the best driver for a device, if any serves it}
     *
     * @param hardwareIds   of the device, most specific first
     * @param compatibleIds of the device, most specific first
     * @param drivers       to choose from
     */
    public static Optional<DriverPackage> best(List<String> hardwareIds, List<String> compatibleIds,
            Collection<DriverPackage> drivers) {
        return drivers.stream().filter(driver -> !driver.isFilter())
                .map(driver -> rank(hardwareIds, compatibleIds, driver))
                .filter(candidate -> candidate.kind() != NO_MATCH).min(BEST_FIRST).map(Candidate::inf);
    }

    /** {@return whether a driver, filters included, names one of the device's ids} */
    public static boolean fits(List<String> hardwareIds, List<String> compatibleIds, DriverPackage driver) {
        return rank(hardwareIds, compatibleIds, driver).kind() != NO_MATCH;
    }

    private static Candidate rank(List<String> hardwareIds, List<String> compatibleIds, DriverPackage inf) {
        List<List<String>> deviceLists = List.of(hardwareIds, hardwareIds, compatibleIds, compatibleIds);
        List<List<String>> driverLists = List.of(inf.hardwareIds(), inf.compatibleIds(), inf.hardwareIds(),
                inf.compatibleIds());
        for (int kind = 0; kind < deviceLists.size(); kind++) {
            List<String> deviceIds = deviceLists.get(kind);
            for (int deviceIndex = 0; deviceIndex < deviceIds.size(); deviceIndex++) {
                int driverIndex = indexOf(deviceIds.get(deviceIndex), driverLists.get(kind));
                if (driverIndex >= 0) {
                    return new Candidate(inf, kind, deviceIndex, driverIndex);
                }
            }
        }
        return new Candidate(inf, NO_MATCH, 0, 0);
    }

    private static int indexOf(String id, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i).equalsIgnoreCase(id)) {
                return i;
            }
        }
        return -1;
    }
}

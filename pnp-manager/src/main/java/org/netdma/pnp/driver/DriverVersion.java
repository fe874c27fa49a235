// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import java.util.Comparator;

/**
 * A bundle's version, ordered as OSGi orders them. Windows: DriverVer.
 *
 * @param major     first number
 * @param minor     second number
 * @param micro     third number
 * @param qualifier anything
 */
public record DriverVersion(int major, int minor, int micro, String qualifier) implements Comparable<DriverVersion> {

    private static final Comparator<DriverVersion> ORDER = Comparator.comparingInt(DriverVersion::major)
            .thenComparingInt(DriverVersion::minor).thenComparingInt(DriverVersion::micro)
            .thenComparing(DriverVersion::qualifier);

    /** {@return the version that the text says; parts that are missing or no numbers count as 0} */
    public static DriverVersion parse(String text) {
        String[] parts = text.split("\\.", 4);
        return new DriverVersion(number(parts, 0), number(parts, 1), number(parts, 2),
                parts.length > 3 ? parts[3] : "");
    }

    private static int number(String[] parts, int index) {
        return parts.length > index && parts[index].matches("\\d{1,9}") ? Integer.parseInt(parts[index]) : 0;
    }

    @Override
    public int compareTo(DriverVersion other) {
        return ORDER.compare(this, other);
    }
}

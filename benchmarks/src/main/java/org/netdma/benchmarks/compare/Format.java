// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.util.Locale;
import java.util.OptionalDouble;

/** How numbers are written in the report. */
final class Format {

    private static final int KIB = 1024;
    private static final int MIB = KIB * KIB;

    private Format() {
    }

    static String size(int bytes) {
        if (bytes >= MIB && bytes % MIB == 0) {
            return bytes / MIB + " MiB";
        }
        return bytes >= KIB && bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " B";
    }

    /** {@return three significant digits; a dash for nothing} */
    static String number(OptionalDouble value) {
        return value.isPresent() && !Double.isNaN(value.getAsDouble()) ? number(value.getAsDouble()) : "–";
    }

    static String number(double value) {
        double magnitude = Math.abs(value);
        String format = magnitude >= 100 ? "%,.0f" : magnitude >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /** {@return two decimals; a dash for nothing} */
    static String ratio(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "–";
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes, rates and times as people write and read them. Units of size are powers of 1024. */
public final class Units {

    private static final String[] SIZES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final String LETTERS = "KMGTPE";
    private static final Pattern SIZE = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?)\\s*(?:B|(?:([KMGTPE])(?:iB)?))?",
            Pattern.CASE_INSENSITIVE);

    private Units() {
    }

    /**
     * Reads a size. KB, MB and the like are not understood: some mean 1000 by them, others 1024.
     *
     * @param text such as {@code 4096}, {@code 4K}, {@code 1MiB}, {@code 1.5g}
     * @return bytes; empty when it is not a size, not a whole number of bytes, or beyond 63 bits
     */
    public static OptionalLong parseSize(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        String unit = matcher.group(2);
        int power = unit == null ? 0 : LETTERS.indexOf(unit.toUpperCase(Locale.ROOT)) + 1;
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << 10 * power));
        try {
            return OptionalLong.of(bytes.longValueExact());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** {@return a size for people: {@code 512 B}, {@code 64 MiB}, {@code 1.5 GiB}} */
    public static String size(long bytes) {
        return scaled(bytes, 1);
    }

    /** {@return the rate for people: {@code 2.93 GiB/s}} */
    public static String rate(long bytes, long nanoseconds) {
        return scaled(bytesPerSecond(bytes, nanoseconds), 2) + "/s";
    }

    /** {@return bytes per second; a time of zero counts as one nanosecond} */
    public static double bytesPerSecond(long bytes, long nanoseconds) {
        return bytes * 1e9 / Math.max(1, nanoseconds);
    }

    /** {@return a time for people: {@code 850 us}, {@code 21.3 ms}, {@code 2.10 s}, {@code 3 min 05 s}} */
    public static String time(long nanoseconds) {
        if (nanoseconds < 999_500) {
            return String.format(Locale.ROOT, "%d us", Math.round(nanoseconds / 1e3));
        }
        if (nanoseconds < 999_950_000) {
            return String.format(Locale.ROOT, "%.1f ms", nanoseconds / 1e6);
        }
        if (nanoseconds < 59_995_000_000L) {
            return String.format(Locale.ROOT, "%.2f s", nanoseconds / 1e9);
        }
        long seconds = Math.round(nanoseconds / 1e9);
        return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }

    /** Picks the unit after rounding, so that no {@code 1024.0 MiB} comes out. */
    private static String scaled(double bytes, int decimals) {
        double rounding = Math.pow(10, decimals);
        int power = 0;
        double value = bytes;
        while (power < SIZES.length - 1 && Math.round(value * rounding) >= 1024 * rounding) {
            value /= 1024;
            power++;
        }
        boolean whole = power == 0 || decimals == 1 && Math.round(value * rounding) % rounding == 0;
        return String.format(Locale.ROOT, "%." + (whole ? 0 : decimals) + "f %s", value, SIZES[power]);
    }
}

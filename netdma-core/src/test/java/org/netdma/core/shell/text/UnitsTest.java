// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "4096, 4096", "512B, 512", "4K, 4096", "4k, 4096", "4KiB, 4096", "1MiB, 1048576",
            "1 mib, 1048576", "2g, 2147483648", "1.5G, 1610612736", "0.5K, 512", "1T, 1099511627776",
            "7E, 8070450532247928832", "9223372036854775807, 9223372036854775807"})
    void shouldReadSizes(String text, long bytes) {
        assertEquals(OptionalLong.of(bytes), Units.parseSize(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "+1", "K", "4KB", "4MB", "1.", ".5", "0.3", "1.0001K", "4 4", "1e3", "0x10",
            "8E", "9223372036854775808", "99999999999999999999", "four", "4Ki", "4K4", "NaN"})
    void shouldRefuseWhatIsNoSize(String text) {
        assertTrue(Units.parseSize(text).isEmpty(), text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1, 1 B", "1023, 1023 B", "1024, 1 KiB", "1536, 1.5 KiB", "67108864, 64 MiB",
            "1073741824, 1 GiB", "1073741823, 1 GiB", "1048575, 1 MiB", "1610612736, 1.5 GiB",
            "9223372036854775807, 8 EiB"})
    void shouldWriteSizes(long bytes, String text) {
        assertEquals(text, Units.size(bytes));
    }

    @ParameterizedTest
    @CsvSource({"1073741824, 1000000000, 1.00 GiB/s", "1073741823, 1000000000, 1.00 GiB/s",
            "4096, 1000000000, 4.00 KiB/s", "1, 1000000000, 1 B/s", "0, 5, 0 B/s", "1048576, 1000000, 1000.00 MiB/s",
            "1, 0, 953.67 MiB/s"})
    void shouldWriteRates(long bytes, long nanoseconds, String text) {
        assertEquals(text, Units.rate(bytes, nanoseconds));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 us", "850000, 850 us", "999499, 999 us", "999500, 1.0 ms", "21300000, 21.3 ms",
            "999950000, 1.00 s", "2100000000, 2.10 s", "59994000000, 59.99 s", "60000000000, 1 min 00 s",
            "185000000000, 3 min 05 s"})
    void shouldWriteTimes(long nanoseconds, String text) {
        assertEquals(text, Units.time(nanoseconds));
    }

    /** Scripts read them, whoever runs the container. */
    @Test
    void shouldWriteTheSameDigitsInEveryLocale() {
        Locale usual = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertEquals("850 us", Units.time(850_000));
            assertEquals("21.3 ms", Units.time(21_300_000));
            assertEquals("3 min 05 s", Units.time(185_000_000_000L));
            assertEquals("1.5 GiB", Units.size(1610612736));
            assertEquals("1.00 GiB/s", Units.rate(1 << 30, 1_000_000_000));
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, usual);
        }
    }
}

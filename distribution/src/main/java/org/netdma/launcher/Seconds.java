// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that is a limit in whole seconds. */
final class Seconds implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new TypeConversionException("'" + value + "' is no number of seconds");
        }
        return Duration.ofSeconds(Integer.parseInt(value));
    }
}

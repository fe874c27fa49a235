// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import org.netdma.core.shell.text.Units;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size within limits. Subclasses are the limits of one option. */
abstract class SizeConverter implements ITypeConverter<Long> {

    private final long least;
    private final long most;

    SizeConverter(long least, long most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Long convert(String text) {
        return Units.parseSize(text).stream().filter(size -> size >= least && size <= most).boxed().findFirst()
                .orElseThrow(() -> new TypeConversionException("'%s' is not a size from %s to %s; write it as 4096, "
                        .formatted(text, bound(least), bound(most)) + "4K, 64MiB or 1.5g"));
    }

    /** A bound that is not round is told in bytes: rounded, it would not be the bound. */
    private static String bound(long size) {
        return Units.parseSize(Units.size(size)).orElse(-1) == size ? Units.size(size) : size + " bytes";
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.resource;

import java.util.Objects;

/**
 * An assigned interrupt.
 *
 * @param kind             line or message
 * @param message          number of the MSI-X message; 0 for a line
 * @param vector           the machine's number for it; devices on a shared line have the same one
 * @param targetProcessors bit n = CPU n may get it; never 0
 */
public record InterruptResource(InterruptKind kind, int message, int vector, long targetProcessors)
        implements AssignedResource {

    public InterruptResource {
        Objects.requireNonNull(kind);
    }

    /** {@return kind, number, vector and CPUs, such as {@code MSI-X message 3, vector 67, CPU mask 0x2}} */
    @Override
    public String toString() {
        String what = kind == InterruptKind.LINE ? "line interrupt" : "MSI-X message " + message;
        return "%s, vector %d, CPU mask 0x%X".formatted(what, vector, targetProcessors);
    }
}

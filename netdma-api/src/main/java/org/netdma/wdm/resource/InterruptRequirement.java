// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.resource;

import java.util.Objects;

/**
 * One interrupt: a line, or one MSI-X message.
 *
 * @param kind             line or message
 * @param message          number of the MSI-X message, 0 to 2047; 0 for a line
 * @param policy           which CPUs it may go to
 * @param targetProcessors bit n = CPU n; used by {@link AffinityPolicy#SPECIFIED_PROCESSORS} only
 */
public record InterruptRequirement(InterruptKind kind, int message, AffinityPolicy policy, long targetProcessors)
        implements ResourceRequirement {

    public InterruptRequirement {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(policy);
    }

    /** {@return a shareable line interrupt to any CPU} */
    public static InterruptRequirement line() {
        return new InterruptRequirement(InterruptKind.LINE, 0, AffinityPolicy.MACHINE_DEFAULT, 0);
    }

    /** {@return an MSI-X message to any CPU} */
    public static InterruptRequirement message(int number) {
        return new InterruptRequirement(InterruptKind.MESSAGE, number, AffinityPolicy.MACHINE_DEFAULT, 0);
    }

    /** {@return the same interrupt, to one CPU: what a driver asks for while filtering [INT-4]} */
    public InterruptRequirement targeting(int cpu) {
        return new InterruptRequirement(kind, message, AffinityPolicy.SPECIFIED_PROCESSORS, 1L << cpu);
    }
}

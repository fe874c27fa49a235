// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the interface, PID {@value InterfaceComponent#PID}. Changes take effect at once. */
@ObjectClassDefinition(pid = InterfaceComponent.PID, name = "NetDMA interface",
        description = "Limits and machine properties that the NetDMA interface works with")
@interface InterfaceConfiguration {

    /** {@return the limit of STO-4} */
    @AttributeDefinition(name = "Transfer timeout, ms", min = "1",
            description = "A channel whose copies make no progress for so long is reset or aborted, and they fail")
    long transferTimeoutMillis() default 10_000;

    /** {@return how long a driver may take to stop a channel} */
    @AttributeDefinition(name = "Driver call limit, ms", min = "1", description = "How long a driver may take to "
            + "reset, abort, suspend, resume or free a channel before it is waited for no longer")
    long driverCallLimitMillis() default 3_000;

    /** {@return how long closing a region waits} */
    @AttributeDefinition(name = "Region close limit, ms", min = "1",
            description = "How long closing a memory region waits for copies in flight that make no progress")
    long regionCloseLimitMillis() default 5_000;

    /** {@return whether REG-6 applies} */
    @AttributeDefinition(name = "Message interrupts",
            description = "The machine has MSI-X: engines are told at registration which CPU each channel interrupts")
    boolean messageInterrupts() default true;

    /** {@return how many CPUs completions are spread over} */
    @AttributeDefinition(name = "Processor count", min = "0", max = "2048",
            description = "CPUs that completions are spread over; 0 = as many as the JVM sees")
    int processorCount() default 0;
}

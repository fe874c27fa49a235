// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import org.netdma.fault.FaultInjection;

/** Where started devices offer their fault injection. */
@FunctionalInterface
public interface FaultServices {

    /** Nobody is offered anything. */
    FaultServices NONE = injection -> () -> { };

    /** Offers it. {@return withdraws it} */
    Runnable offer(FaultInjection injection);
}

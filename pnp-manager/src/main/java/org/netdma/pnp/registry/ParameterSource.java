// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.registry;

import java.util.Map;

/** Where the parameters of drivers come from. */
@FunctionalInterface
public interface ParameterSource {

    /** Of a system in which nothing can be configured. */
    ParameterSource NONE = pid -> Map.of();

    /** {@return the parameters of a PID as they are now; empty when nothing is configured. Any thread} */
    Map<String, Object> parameters(String pid);
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.registry;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parameters from a source that comes and goes. While it is away those last read hold, so that devices do not restart
 * with other parameters because services stop in an unlucky order. Safe for use by any thread.
 */
public final class RememberedParameters implements ParameterSource {

    private static final System.Logger LOG = System.getLogger(RememberedParameters.class.getName());

    private final Map<String, Map<String, Object>> remembered = new ConcurrentHashMap<>();
    private volatile ParameterSource source;

    /** Sets the source; null for none. */
    public void readFrom(ParameterSource newSource) {
        source = newSource;
    }

    @Override
    public Map<String, Object> parameters(String pid) {
        ParameterSource present = source;
        if (present != null) {
            try {
                remembered.put(pid, present.parameters(pid));
            } catch (RuntimeException | Error unreadable) {
                // A source that goes at this very moment, or a broken store, must not keep devices from starting.
                LOG.log(Level.WARNING, "the parameters " + pid + " can not be read; those last read hold", unreadable);
            }
        }
        return remembered.getOrDefault(pid, Map.of());
    }
}

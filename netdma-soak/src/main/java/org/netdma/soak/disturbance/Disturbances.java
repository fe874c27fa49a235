// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.netdma.client.DmaClients;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;

/** Disturbs the engines, one thing after the other, in an order that a seed decides. For one thread. */
public final class Disturbances implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Disturbances.class.getName());
    private static final String REFUSED = "refused by the framework";
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);

    private final PnpManager pnp;
    private final SplittableRandom random;
    private final List<Disturbance> kinds = new ArrayList<>();
    private final MoreOrFewerEngines engines;
    private final Map<String, Long> counts = new TreeMap<>();
    private final Consumer<String> faults;

    /**
     * @param faults told of what could not be done
     */
    public Disturbances(PnpManager pnp, DmaClients clients, ConfigurationAdmin configurations, BundleContext context, long seed,
            Consumer<String> faults) {
        this.pnp = pnp;
        this.faults = faults;
        random = new SplittableRandom(seed);
        engines = new MoreOrFewerEngines(pnp, configurations);
        kinds.addAll(BundleDisturbance.all(new DriverBundles(pnp, context)));
        kinds.add(new PowerCycle(pnp, clients));
        kinds.add(engines);
    }

    /** Does the next one. */
    public void next() {
        Disturbance disturbance = kinds.get(random.nextInt(kinds.size()));
        try {
            if (disturbance.disturb(random.split())) {
                counts.merge(disturbance.name(), 1L, Long::sum);
            }
        } catch (BundleException e) {
            LOG.log(Level.WARNING, "{0} was refused by the framework: {1}", disturbance.name(), e.getMessage());
            counts.merge(REFUSED, 1L, Long::sum); // it may be busy with what was done before
        } catch (Exception e) {
            faults.accept("%s failed: %s".formatted(disturbance.name(), e.getMessage()));
        }
    }

    /** {@return a pause of half to one and a half times this one} */
    public Duration around(Duration pause) {
        return Duration.ofNanos(pause.toNanos() / 2 + random.nextLong(Math.max(1, pause.toNanos())));
    }

    /** {@return how often each was done} */
    public Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    /** Puts back what is not back yet, and waits until all is settled. */
    @Override
    public void close() throws IOException {
        engines.close();
        if (!pnp.awaitSettled(SETTLE_LIMIT)) {
            faults.accept("devices do not settle within " + SETTLE_LIMIT);
        }
    }
}

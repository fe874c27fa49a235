// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.netdma.soak.disturbance.Disturbance.Kind;
import org.osgi.framework.BundleException;

/** Disturbs the engines, one thing after the other, in an order that a seed decides. For one thread. */
public final class Disturbances {

    private static final Logger LOG = System.getLogger(Disturbances.class.getName());
    private static final int REFUSALS_KEPT = 20;

    private final List<Disturbance> all;
    private final SplittableRandom random;
    private final Consumer<String> faults;
    private final Map<String, Long> changes = new TreeMap<>();
    private final Map<String, Long> injected = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private long number;

    /**
     * @param all    to choose from
     * @param seed   decides which comes when, to whom
     * @param faults told of what could not be done
     */
    Disturbances(List<Disturbance> all, long seed, Consumer<String> faults) {
        this.all = List.copyOf(all);
        this.faults = faults;
        random = new SplittableRandom(seed);
    }

    /** Does the next one. */
    public void next() {
        Disturbance next = all.get(random.nextInt(all.size()));
        SplittableRandom ofItsOwn = random.split(); // so that what it needs of it changes nothing for those that follow
        number++;
        LOG.log(Level.DEBUG, "disturbance {0}: {1}", number, next.name());
        try {
            if (next.action().run(ofItsOwn)) {
                (next.kind() == Kind.FAULT ? injected : changes).merge(next.name(), 1L, Long::sum);
            }
        } catch (BundleException e) {
            refused("disturbance %d, %s: %s".formatted(number, next.name(), e.getMessage()));
        } catch (Exception e) {
            LOG.log(Level.WARNING, "disturbance " + next.name() + " failed", e);
            faults.accept("disturbance %d, %s, failed: %s".formatted(number, next.name(), e));
        }
    }

    /** The framework may be busy with what was done before: no fault, but worth knowing. */
    private void refused(String what) {
        LOG.log(Level.WARNING, "the framework refused {0}", what);
        if (refusals.size() < REFUSALS_KEPT) {
            refusals.add(what);
        }
    }

    /** {@return a pause of half to one and a half times this one} */
    public Duration around(Duration pause) {
        return Duration.ofNanos(pause.toNanos() / 2 + random.nextLong(Math.max(1, pause.toNanos())));
    }

    /** {@return how often each change was made} */
    public Map<String, Long> changes() {
        return Map.copyOf(changes);
    }

    /** {@return how often each fault was injected} */
    public Map<String, Long> injected() {
        return Map.copyOf(injected);
    }

    /** {@return what the framework refused, the first ones} */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }
}

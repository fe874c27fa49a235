// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.netdma.pnp.driver.BundleFacts.Activity;
import org.netdma.pnp.driver.BundleFacts;
import org.netdma.pnp.driver.BundleStarter;
import org.netdma.pnp.sequence.DriverReports;
import org.netdma.pnp.sequence.PlugAndPlay;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.driver.Driver;

/** Driver bundles of a framework that is none: installed, not started, each with one driver. */
public final class StagedBundles implements BundleStarter {

    private record Installed(BundleFacts facts, String name, Driver driver) {

        BundleFacts as(Activity activity) {
            return new BundleFacts(facts.id(), facts.symbolicName(), facts.version(), activity, "",
                    facts.capabilities());
        }
    }

    private final DriverReports reports;
    private final Map<Long, Installed> bundles = new ConcurrentHashMap<>();
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;
    private volatile boolean wanted;

    public StagedBundles(PlugAndPlay pnp) {
        reports = pnp.driverReports();
        reports.startBundlesWith(this);
    }

    /** Installs a bundle, or updates it. */
    public void install(long id, String name, String version, Driver driver, Map<String, Object> attributes) {
        Map<String, Object> capability = new HashMap<>(attributes);
        capability.put("name", name);
        Installed installed = new Installed(new BundleFacts(id, "bundle." + id, version, Activity.STOPPED, "",
                List.of(capability)), name, driver);
        bundles.put(id, installed);
        reports.bundleSeen(installed.facts());
    }

    /** Makes every start fail from now on, or no more. */
    public void refuse(boolean all) {
        refusing = all;
    }

    @Override
    public void start(long bundleId) throws NtStatusException {
        if (refusing) {
            throw new NtStatusException(NtStatus.UNSUCCESSFUL, "PNP-16", "the bundle can not be resolved");
        }
        journal.add("start " + bundleId + " on " + Thread.currentThread().getName());
        Installed bundle = bundles.get(bundleId);
        reports.bundleSeen(bundle.as(Activity.ACTIVE));
        reports.driverArrived(bundle.as(Activity.ACTIVE), bundle.name(), bundle.driver());
    }

    /** Notes that somebody wants the bundles started: the PnP manager does not stop them. */
    public void want() {
        wanted = true;
    }

    @Override
    public void stop(long bundleId) {
        if (wanted) {
            return;
        }
        journal.add("stop " + bundleId + " on " + Thread.currentThread().getName());
        Installed bundle = bundles.get(bundleId);
        reports.driverDeparted(bundle.driver());
        reports.bundleSeen(bundle.facts());
    }

    /** {@return what was started and stopped} */
    public List<String> journal() {
        return journal;
    }
}

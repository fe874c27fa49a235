// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.netdma.pnp.driver.BundleFacts.Activity;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.DriverInfo;

/**
 * All driver packages of the framework: bundles with the capability, and driver services, paired by bundle and name.
 * What does not pair is kept with a sentence that says why. Safe for use by any thread.
 */
public final class DriverStore {

    private static final System.Logger LOG = System.getLogger(DriverStore.class.getName());

    private static final Comparator<StoredDriver> NEWEST_FIRST = Comparator.comparing(StoredDriver::driverPackage,
            Matching.NEWEST_FIRST);

    /** A driver service that no capability goes with. */
    private record Orphan(BundleFacts bundle, String name, Driver service, String detail) {
    }

    private final Supplier<Duration> arrivalLimit;
    private final Map<Long, BundleFacts> bundles = new TreeMap<>();
    private final List<StoredDriver> stored = new ArrayList<>();
    private final List<Orphan> orphans = new ArrayList<>();
    // Bundles that shall not be started for devices, and why: until they change, or somebody starts them.
    private final Map<Long, String> heldBack = new HashMap<>();
    // When bundles were last started, or marked to be started; System.nanoTime.
    private final Map<Long, Long> startedAt = new HashMap<>();
    private Map<DriverPackage, String> offers = Map.of();

    /** @param arrivalLimit how long a driver's service may take to come after its bundle was started */
    public DriverStore(Supplier<Duration> arrivalLimit) {
        this.arrivalLimit = arrivalLimit;
    }

    /**
     * Notes that a bundle is there, or has changed. A bundle of the store's folder that is no driver is logged once.
     *
     * @return whether it brings a staged driver that was not there before
     */
    public boolean bundleSeen(BundleFacts bundle) {
        BundleFacts before;
        boolean news;
        boolean stages;
        synchronized (this) {
            boolean staged = isStaged(bundle.id());
            before = bundles.put(bundle.id(), bundle);
            noteStart(before == null ? null : before.activity(), bundle);
            news = before == null || !before.version().equals(bundle.version());
            if (news || bundle.active()) {
                heldBack.remove(bundle.id());
            }
            stages = (news || !staged) && isStaged(bundle.id());
        }
        if (news && bundle.inStore() && bundle.capabilities().isEmpty()) {
            LOG.log(Level.WARNING, "{0} in the driver store, {1}, is no driver: {2}. Rebuild it or take it out",
                    bundle.storeFile(), bundle, noCapability());
        }
        return stages;
    }

    /** Notes a start. One that the framework will do at its leisure, as when it starts itself, is none yet. */
    private void noteStart(Activity before, BundleFacts bundle) {
        if (bundle.active() ? before != Activity.ACTIVE
                : bundle.activity() == Activity.TO_BE_STARTED && before == Activity.STOPPED) {
            startedAt.put(bundle.id(), System.nanoTime());
        } else if (!bundle.active() && before != bundle.activity()) { // it stops, or is stopped
            startedAt.remove(bundle.id());
        }
        notifyAll();
    }

    private boolean isStaged(long bundleId) {
        BundleFacts bundle = bundles.get(bundleId);
        return bundle != null && bundle.activity() == Activity.STOPPED && !bundle.capabilities().isEmpty()
                && !heldBack.containsKey(bundleId);
    }

    /** Notes that a bundle is uninstalled. {@return whether it was a driver's, or in the store's folder} */
    public synchronized boolean bundleGone(long bundleId) {
        BundleFacts gone = bundles.remove(bundleId);
        heldBack.remove(bundleId);
        startedAt.remove(bundleId);
        notifyAll();
        return gone != null && (gone.inStore() || !gone.capabilities().isEmpty());
    }

    /** Keeps a bundle from being started for devices, until it changes or somebody starts it. */
    public synchronized void holdBack(long bundleId, String reason) {
        heldBack.put(bundleId, reason);
    }

    /**
     * {@return the packages of bundles that may be started when a device needs them: of those with one name the newest,
     * and none that is older than a driver of that name whose bundle is started}
     */
    public synchronized List<DriverPackage> staged() {
        return newest(bundle -> isStaged(bundle.id()));
    }

    /**
     * {@return the packages of bundles that have just been started, whose services are not there yet: of those with one
     * name the newest, as above}
     */
    public synchronized List<DriverPackage> arriving() {
        List<DriverPackage> arriving = newest(bundle -> arrivesFor(bundle.id()) > 0);
        arriving.removeIf(inf -> isTold(inf.bundle().id(), inf.name()));
        return arriving;
    }

    /** {@return for how many nanoseconds the services of a bundle are expected still} */
    private long arrivesFor(long bundleId) {
        Long since = startedAt.get(bundleId);
        return since == null ? 0 : since + arrivalLimit.get().toNanos() - System.nanoTime();
    }

    /** Waits until a package is {@link #arriving} no more: its service is there, or did not come in time. */
    public synchronized void awaitArrival(DriverPackage inf) {
        long bundle = inf.bundle().id();
        try {
            for (long left = arrivesFor(bundle); left > 0 && !isTold(bundle, inf.name()); left = arrivesFor(bundle)) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException stop) {
            startedAt.remove(bundle);
            Thread.currentThread().interrupt();
        }
    }

    private List<DriverPackage> newest(Predicate<BundleFacts> which) {
        List<DriverPackage> chosen = new ArrayList<>();
        for (BundleFacts bundle : bundles.values()) {
            if (which.test(bundle)) {
                bundle.capabilities().forEach(capability -> parse(bundle, capability).ifPresent(chosen::add));
            }
        }
        List<DriverPackage> all = new ArrayList<>(chosen);
        stored.stream().filter(driver -> !driver.hasDeparted()).map(StoredDriver::driverPackage).forEach(all::add);
        chosen.removeIf(inf -> all.stream().anyMatch(other -> other.name().equals(inf.name())
                && Matching.NEWEST_FIRST.compare(other, inf) < 0));
        return chosen;
    }

    /** {@return whether the service of a capability is there, or has been refused} */
    private boolean isTold(long bundleId, String name) {
        return stored.stream().anyMatch(driver -> driver.driverPackage().bundle().id() == bundleId
                && driver.driverPackage().name().equals(name))
                || orphans.stream().anyMatch(orphan -> orphan.bundle().id() == bundleId && orphan.name().equals(name));
    }

    /** Sets which drivers fit devices better than those that serve them, and what people read of that [PNP-15]. */
    public synchronized void offer(Map<DriverPackage, String> newOffers) {
        offers = Map.copyOf(newOffers);
    }

    private static Optional<DriverPackage> parse(BundleFacts bundle, Map<String, Object> capability) {
        try {
            return Optional.of(DriverPackage.parse(bundle, capability));
        } catch (NtStatusException malformed) {
            LOG.log(Level.DEBUG, "{0}, which drivers() tells, too", malformed.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Notes that a driver service is there.
     *
     * @param bundle  that registered it
     * @param name    its property {@code org.netdma.driver.name}; empty text when it has none
     * @param service the driver
     * @return the driver, ready to be loaded; empty when no capability goes with the service
     */
    public Optional<StoredDriver> serviceArrived(BundleFacts bundle, String name, Driver service) {
        try {
            StoredDriver driver = new StoredDriver(packageOf(bundle, name), service);
            synchronized (this) {
                stored.add(driver);
                notifyAll();
            }
            return Optional.of(driver);
        } catch (NtStatusException refused) {
            String shown = name.isEmpty() ? bundle.symbolicName() : name;
            LOG.log(Level.ERROR, "the driver service {0} can not be used: {1}", shown, refused.getMessage());
            synchronized (this) {
                orphans.add(new Orphan(bundle, shown, service, refused.getMessage()));
                notifyAll();
            }
            return Optional.empty();
        }
    }

    private static DriverPackage packageOf(BundleFacts bundle, String name) throws NtStatusException {
        for (Map<String, Object> capability : bundle.capabilities()) {
            if (name.equals(String.valueOf(capability.get("name")))) {
                return DriverPackage.parse(bundle, capability);
            }
        }
        throw new NtStatusException(NtStatus.NOT_FOUND, "PNP-1",
                "%s registers a driver service with %sname '%s' but has no capability %s of that name; put @PnpDriver "
                        .formatted(bundle, PnpDriver.PREFIX_, name, PnpDriver.NAMESPACE)
                        + "on the class of its Driver component");
    }

    /** Notes that a driver service goes. {@return the driver that was made of it, if one was} */
    public synchronized Optional<StoredDriver> serviceDeparted(Driver service) {
        orphans.removeIf(orphan -> orphan.service() == service);
        Optional<StoredDriver> departed = stored.stream().filter(each -> each.service() == service).findFirst();
        departed.ifPresent(driver -> {
            driver.depart();
            startedAt.remove(driver.driverPackage().bundle().id()); // it came, and does not come again
        });
        return departed;
    }

    /** Forgets a departed driver, once its devices are removed. */
    public synchronized void forget(StoredDriver driver) {
        stored.remove(driver);
    }

    /** {@return the drivers that devices may be given to: of those with one name, the newest [PNP-15]} */
    public synchronized List<StoredDriver> available() {
        Map<String, StoredDriver> chosen = new HashMap<>();
        stored.stream().filter(driver -> !driver.hasDeparted()).sorted(NEWEST_FIRST)
                .forEach(driver -> chosen.putIfAbsent(driver.driverPackage().name(), driver));
        return stored.stream().filter(chosen::containsValue).toList();
    }

    /** {@return all drivers whose service is there or just going} */
    public synchronized List<StoredDriver> stored() {
        return List.copyOf(stored);
    }

    /**
     * {@return everything there is to tell, in the order of the bundles}
     *
     * @param devicesOf instance ids of the devices that a driver serves
     */
    public synchronized List<DriverInfo> drivers(Function<StoredDriver, List<String>> devicesOf) {
        List<DriverInfo> infos = new ArrayList<>();
        Collection<StoredDriver> available = available();
        stored.forEach(driver -> infos.add(describe(driver, available.contains(driver), devicesOf.apply(driver))));
        orphans.forEach(orphan -> infos.add(info(orphan.bundle(), orphan.name(), LoadState.FAILED, List.of(),
                orphan.detail())));
        bundles.values().forEach(bundle -> describeIdle(bundle, infos));
        infos.sort(Comparator.comparingLong(DriverInfo::bundleId).thenComparing(DriverInfo::name));
        return infos;
    }

    private DriverInfo describe(StoredDriver driver, boolean available, List<String> devices) {
        DriverPackage inf = driver.driverPackage();
        LoadState state = driver.failure().isPresent() ? LoadState.FAILED
                : driver.loaded().isPresent() ? LoadState.LOADED : LoadState.STAGED;
        String detail = driver.failure().map(LoadFailure::text).orElse("");
        if (state == LoadState.STAGED) {
            detail = available ? offers.getOrDefault(inf, "no device needs it")
                    : "another bundle brings the same driver, newer or installed earlier, and serves [PNP-15]";
        }
        return new DriverInfo(inf.name(), inf.bundle().version(), inf.bundle().id(), state, inf.hardwareIds(), devices,
                detail);
    }

    private void describeIdle(BundleFacts bundle, List<DriverInfo> infos) {
        for (Map<String, Object> capability : bundle.capabilities()) {
            String name = String.valueOf(capability.get("name"));
            if (!isTold(bundle.id(), name)) {
                infos.add(describeStaged(bundle, name, capability, heldBack.getOrDefault(bundle.id(), "")));
            }
        }
        if (bundle.inStore() && bundle.capabilities().isEmpty()
                && orphans.stream().noneMatch(orphan -> orphan.bundle().id() == bundle.id())) {
            infos.add(info(bundle, bundle.symbolicName(), LoadState.NOT_A_DRIVER, List.of(), noCapability()));
        }
    }

    private DriverInfo describeStaged(BundleFacts bundle, String name, Map<String, Object> capability,
            String idleBecause) {
        try {
            DriverPackage inf = DriverPackage.parse(bundle, capability);
            String detail = bundle.active()
                    ? "its bundle is started, but no Driver service with " + PnpDriver.PREFIX_ + "name=" + name
                            + " is there; see which references its component waits for"
                    : offers.getOrDefault(inf, idleBecause);
            return info(bundle, inf.name(), LoadState.STAGED, inf.hardwareIds(), detail);
        } catch (NtStatusException malformed) {
            return info(bundle, name, LoadState.FAILED, List.of(), malformed.getMessage());
        }
    }

    private static DriverInfo info(BundleFacts bundle, String name, LoadState state, List<String> hardwareIds,
            String detail) {
        return new DriverInfo(name, bundle.version(), bundle.id(), state, hardwareIds, List.of(), detail);
    }

    private static String noCapability() {
        return "it has no capability " + PnpDriver.NAMESPACE + "; a driver bundle gets it from @PnpDriver on the class "
                + "of its Driver component [PNP-1]";
    }
}

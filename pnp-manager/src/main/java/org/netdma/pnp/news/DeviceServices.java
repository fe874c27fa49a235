// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.news;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.netdma.pnp.device.DeviceChange;
import org.netdma.pnp.device.DeviceObserver;
import org.netdma.wdm.pnp.Device;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;

/**
 * Keeps a service for each device, on a thread of its own: {@code netdma-pnp-services}. Service listeners run there,
 * and however long one takes, the PnP manager goes on: of each device only the newest is kept until it is its turn.
 */
public final class DeviceServices implements DeviceObserver {

    private static final System.Logger LOG = System.getLogger(DeviceServices.class.getName());
    private static final String NAME = "netdma-pnp-services";

    /** A device's service. */
    private static final class Published implements Device {
        private volatile DeviceInfo info;
        private ServiceRegistry.Registration registration;

        @Override
        public DeviceInfo info() {
            return info;
        }
    }

    private final ServiceRegistry registry;
    private final Thread thread = new Thread(this::work, NAME);
    // Guarded by its monitor. What is to be told, by instance id; the longest waiting first.
    private final Map<String, DeviceInfo> pending = new LinkedHashMap<>();
    private boolean closing;
    // Used by the thread, and by stop when that has ended.
    private final Map<String, Published> published = new HashMap<>();

    /** @param registry where they are registered */
    public DeviceServices(ServiceRegistry registry) {
        this.registry = registry;
    }

    /** Starts the thread. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void changed(DeviceChange change) {
        synchronized (pending) {
            pending.put(change.device().instanceId(), change.device());
            pending.notifyAll();
        }
    }

    private void work() {
        try {
            for (DeviceInfo next = next(); next != null; next = next()) {
                publishSafely(next);
            }
        } catch (InterruptedException stop) {
            LOG.log(Level.DEBUG, "{0} is interrupted", NAME);
        }
    }

    private DeviceInfo next() throws InterruptedException {
        synchronized (pending) {
            while (pending.isEmpty() && !closing) {
                pending.wait();
            }
            if (closing) {
                return null;
            }
            Iterator<DeviceInfo> first = pending.values().iterator();
            DeviceInfo next = first.next();
            first.remove();
            return next;
        }
    }

    private void publishSafely(DeviceInfo device) {
        try {
            publish(device);
        } catch (RuntimeException | Error thrown) {
            LOG.log(Level.ERROR, "could not publish " + device.instanceId() + " as a service", thrown);
        }
    }

    private void publish(DeviceInfo device) {
        if (device.state() == DeviceState.NOT_PRESENT) {
            Published gone = published.remove(device.instanceId());
            if (gone != null) {
                gone.info = device;
                gone.registration.unregister();
            }
            return;
        }
        Published known = published.get(device.instanceId());
        if (known == null) {
            Published made = new Published();
            made.info = device;
            made.registration = registry.register(made, DeviceProperties.of(device));
            published.put(device.instanceId(), made);
        } else {
            known.info = device;
            known.registration.modify(DeviceProperties.of(device));
        }
    }

    /** Ends the thread and unregisters all services. */
    public void stop(Duration limit) {
        synchronized (pending) {
            closing = true;
            pending.notifyAll();
        }
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, limit.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
            LOG.log(Level.ERROR, "thread {0} did not end within {1} ms: a service listener keeps it; the framework "
                    + "unregisters the device services with this bundle", NAME, limit.toMillis());
            return;
        }
        published.values().forEach(left -> left.registration.unregister());
        published.clear();
    }
}

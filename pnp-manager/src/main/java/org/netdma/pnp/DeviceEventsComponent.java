// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import org.netdma.pnp.device.DeviceChange;
import org.netdma.pnp.device.DeviceObserver;
import org.netdma.pnp.driver.DriverObserver;
import org.netdma.pnp.news.DeviceProperties;
import org.netdma.pnp.news.DriverProperties;
import org.netdma.pnp.sequence.PlugAndPlay;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/**
 * Posts an event for each change of a device, and of a driver's load state, where there is an Event Admin; which hands
 * it on from its own threads.
 */
@Component(immediate = true, service = {})
public final class DeviceEventsComponent {

    private final PlugAndPlay plugAndPlay;
    private final DeviceObserver observer;
    private final DriverObserver driverObserver;

    @Activate
    public DeviceEventsComponent(@Reference PlugAndPlay plugAndPlay, @Reference EventAdmin events) {
        this.plugAndPlay = plugAndPlay;
        observer = change -> events.postEvent(event(change));
        driverObserver = change -> events.postEvent(
                new Event(DriverProperties.topic(change), DriverProperties.of(change)));
        plugAndPlay.observe(observer);
        plugAndPlay.observeDrivers(driverObserver);
    }

    private static Event event(DeviceChange change) {
        return new Event(DeviceProperties.topic(change), DeviceProperties.of(change));
    }

    @Deactivate
    void deactivate() {
        plugAndPlay.ignore(observer);
        plugAndPlay.ignoreDrivers(driverObserver);
    }
}

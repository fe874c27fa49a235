// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import org.netdma.pnp.sequence.PlugAndPlay;
import org.netdma.wdm.pnp.DeviceFailures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The service that takes devices out of work. */
@Component(service = DeviceFailures.class)
public final class DeviceFailuresComponent implements DeviceFailures {

    private final PlugAndPlay plugAndPlay;

    @Activate
    public DeviceFailuresComponent(@Reference PlugAndPlay plugAndPlay) {
        this.plugAndPlay = plugAndPlay;
    }

    @Override
    public void fail(String instanceId, String reason) {
        plugAndPlay.fail(instanceId, reason);
    }
}

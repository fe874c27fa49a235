// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.lang.System.Logger.Level;
import org.netdma.NetDmaVersion;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderRegistration;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;

/**
 * Brings the engine of a started device to low power and back, and tells the interface [PWR-1 to PWR-3]. PnP thread.
 */
final class DevicePower {

    private static final System.Logger LOG = System.getLogger(DevicePower.class.getName());

    private final EngineProvider provider;
    private final ProviderRegistration registration;
    private final boolean notifies;
    private DevicePowerState state = DevicePowerState.D0;

    DevicePower(EngineProvider provider, ProviderRegistration registration, NetDmaVersion version) {
        this.provider = provider;
        this.registration = registration;
        this.notifies = version.isAtLeast(NetDmaVersion.V1_1);
    }

    /** The device starts: it is in D0, wherever it was. */
    void reset() {
        state = DevicePowerState.D0;
    }

    /** To D3. The interface first: when it returns nothing is outstanding [PWR-1]. It never fails. */
    void down(DeviceObject device) {
        if (state == DevicePowerState.D3) {
            return;
        }
        state = DevicePowerState.D3;
        if (notifies) {
            logIfRefused(device, registration.notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN));
        }
        provider.sleep();
    }

    /** To D0. The hardware first: the interface starts each channel before it returns [PWR-2]. */
    void up(DeviceObject device) {
        if (state == DevicePowerState.D0) {
            return;
        }
        state = DevicePowerState.D0;
        provider.wake();
        logIfRefused(device, notifies
                ? registration.notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP) : registration.contextLost());
    }

    private void logIfRefused(DeviceObject device, NtStatus status) {
        if (!status.isSuccess()) {
            LOG.log(Level.WARNING, "{0} goes to {1}, and the interface answers {2}", device, state, status);
        }
    }
}

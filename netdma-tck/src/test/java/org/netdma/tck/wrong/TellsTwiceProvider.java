// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.IoManager;

/** Tells of each SET_POWER, whether it changes something or not. */
@Breaks("[PWR-1] SET_POWER to the state")
public final class TellsTwiceProvider extends AbleSoundDriver {

    public TellsTwiceProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void setPower(SoundDevice device, DevicePowerState state) {
        if (state == DevicePowerState.D3 && isAsleep(device)) {
            device.registration.notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
        }
        super.setPower(device, state);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;

/** Tells that its engine works again before it does. */
@Breaks("[PWR-2] tells the interface when")
public final class TellsBeforeItWakesProvider extends AbleSoundDriver {

    public TellsBeforeItWakesProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void up(SoundDevice device) {
        device.registration.notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP);
        wake(device);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

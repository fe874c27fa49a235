// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;

/** Tells that its engine loses power when it has lost it. */
@Breaks("[PWR-1] tells the interface before")
public final class SleepsBeforeItTellsProvider extends AbleSoundDriver {

    public SleepsBeforeItTellsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void down(SoundDevice device) {
        sleep(device);
        device.registration.notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

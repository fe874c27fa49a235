// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.util.concurrent.locks.LockSupport;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;

/** Looks for work in D3 too. */
@Breaks("[PWR-1] the engine touches nothing")
public final class WorksInSleepProvider extends AbleSoundDriver {

    public WorksInSleepProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void down(SoundDevice device) {
        super.down(device);
        Thread thread = new Thread(() -> lookForWork(device), "sleepless");
        thread.setDaemon(true);
        thread.start();
    }

    private void lookForWork(SoundDevice device) {
        while (isAsleep(device)) {
            SoundDescriptor.read(device.registration.busMemory(), 0);
            LockSupport.parkNanos(1_000_000);
        }
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

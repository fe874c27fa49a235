// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.util.concurrent.locks.LockSupport;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;

/** Looks after its device every now and then, also after it was removed. */
@Breaks("[PNP-10] after REMOVE_DEVICE none")
public final class RemembersRemovedDeviceDriver extends SoundDriver {

    public RemembersRemovedDeviceDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus remove(SoundDevice device, Irp irp) {
        NtStatus status = super.remove(device, irp);
        Thread thread = new Thread(() -> lookAfter(device), "nostalgic");
        thread.setDaemon(true);
        thread.start();
        return status;
    }

    private static void lookAfter(SoundDevice device) {
        for (int looks = 0; looks < 200; looks++) {
            device.registration.busMemory().window(0);
            LockSupport.parkNanos(1_000_000);
        }
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

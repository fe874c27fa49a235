// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.util.concurrent.locks.LockSupport;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;

/** Has a thread that does not end. */
@Breaks("[PNP-12] after Unload no thread")
public final class LeavesThreadDriver extends SoundDriver {

    public LeavesThreadDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void unload(DriverObject driver) {
        Thread thread = new Thread(LockSupport::park, "left behind");
        thread.setDaemon(true);
        thread.start();
        super.unload(driver);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

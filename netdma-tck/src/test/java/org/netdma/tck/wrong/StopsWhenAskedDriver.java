// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Stops its provider when it is only asked whether it could stop. */
@Breaks("[PNP-7] works on")
public final class StopsWhenAskedDriver extends SoundDriver {

    public StopsWhenAskedDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus pnp(DeviceObject fdo, Irp irp) {
        if (irp.currentStackLocation().minor() == PnpMinorFunction.QUERY_STOP_DEVICE) {
            stopDevice(fdo.extension(SoundDevice.class));
        }
        return super.pnp(fdo, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Completes a request that the bus driver has completed. */
@Breaks("[PNP-9] completes each")
public final class CompletesTwiceDriver extends SoundDriver {

    public CompletesTwiceDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus pnp(DeviceObject fdo, Irp irp) {
        if (irp.currentStackLocation().minor() != PnpMinorFunction.QUERY_PNP_DEVICE_STATE) {
            return super.pnp(fdo, irp);
        }
        NtStatus status = super.pnp(fdo, irp);
        io.completeRequest(irp);
        return status;
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

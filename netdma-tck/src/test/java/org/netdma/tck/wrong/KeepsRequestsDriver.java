// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Completes a request itself that it should pass down. */
@Breaks("[PNP-8] passes each request")
public final class KeepsRequestsDriver extends SoundDriver {

    public KeepsRequestsDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus pnp(DeviceObject fdo, Irp irp) {
        return irp.currentStackLocation().minor() == PnpMinorFunction.QUERY_STOP_DEVICE
                ? complete(irp, NtStatus.SUCCESS) : super.pnp(fdo, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

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

/** Takes it that the bus driver is done when the call returns. */
@Breaks("[PNP-9] works above")
public final class NeedsPromptBusDriver extends SoundDriver {

    public NeedsPromptBusDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus pnp(DeviceObject fdo, Irp irp) {
        PnpMinorFunction minor = (PnpMinorFunction) irp.currentStackLocation().minor();
        if (!minor.name().startsWith("QUERY")) {
            return super.pnp(fdo, irp);
        }
        irp.copyCurrentStackLocationToNext();
        irp.setCompletionRoutine((device, completed) -> NtStatus.MORE_PROCESSING_REQUIRED);
        io.callDriver(fdo.extension(SoundDevice.class).lower, irp);
        NtStatus status = irp.status();
        io.completeRequest(irp);
        return status;
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

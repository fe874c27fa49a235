// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters.Power;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PowerMinorFunction;

/** Completes power requests itself, and the bus driver never hears of them. */
@Breaks("[PNP-7] [PNP-8] never fails SET_POWER")
public final class KeepsPowerRequestsProvider extends AbleSoundDriver {

    public KeepsPowerRequestsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus power(SoundDevice device, Irp irp) {
        if (irp.currentStackLocation().parameters() instanceof Power wanted
                && irp.currentStackLocation().minor() == PowerMinorFunction.SET_POWER) {
            setPower(device, wanted.state());
        }
        return complete(irp, NtStatus.SUCCESS);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.wrong.Breaks.Machine;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** Does not ask for its messages to go where the interface said. */
@Breaks(value = "[INT-4] asks for each channel", on = Machine.MESSAGES)
public final class IgnoresToldCpusProvider extends SoundDriver {

    public IgnoresToldCpusProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ResourceRequirementsList filter(SoundDevice device, ResourceRequirementsList offered) {
        return offered;
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

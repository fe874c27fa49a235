// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** Drops the requirements that it does not know. */
@Breaks("[PNP-5]")
public final class DropsForeignRequirementsDriver extends SoundDriver {

    public DropsForeignRequirementsDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ResourceRequirementsList filter(SoundDevice device, ResourceRequirementsList offered) {
        return new ResourceRequirementsList(offered.requirements().stream()
                .filter(requirement -> !(requirement instanceof MemoryRequirement)).toList());
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

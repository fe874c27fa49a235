// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.util.ArrayList;
import java.util.List;
import org.netdma.provider.spi.MessageInterruptProvider;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.resource.InterruptKind;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.ResourceRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** An engine with an MSI-X message for each channel, sent to the CPU that the interface names [INT-4]. */
final class MessageProvider extends EngineProvider implements MessageInterruptProvider {

    private final int channels;
    /** By channel; empty until the interface has told [REG-6]. */
    private volatile List<ChannelAffinity> affinities = List.of();

    MessageProvider(int channels) {
        this.channels = channels;
    }

    @Override
    public NtStatus setDmaChannelCpuAffinity(List<ChannelAffinity> told) {
        if (told.size() != channels) {
            return NtStatus.INVALID_PARAMETER;
        }
        affinities = List.copyOf(told);
        return NtStatus.SUCCESS;
    }

    /** Keeps one message for each channel, with the channel's CPU as target. */
    @Override
    ResourceRequirementsList filter(ResourceRequirementsList offered) {
        List<ResourceRequirement> kept = new ArrayList<>();
        int channel = 0;
        for (ResourceRequirement one : offered.requirements()) {
            if (!(one instanceof InterruptRequirement interrupt)) {
                kept.add(one);
            } else if (interrupt.kind() == InterruptKind.MESSAGE && channel < channels) {
                kept.add(target(interrupt, channel++));
            }
        }
        return new ResourceRequirementsList(kept);
    }

    private InterruptRequirement target(InterruptRequirement message, int channel) {
        List<ChannelAffinity> told = affinities;
        return told.isEmpty() ? message : message.targeting(told.get(channel).cpu());
    }
}

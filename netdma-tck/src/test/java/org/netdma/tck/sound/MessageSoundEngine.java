// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.sound;

import java.util.List;
import org.netdma.provider.spi.MessageInterruptProvider;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.resource.InterruptKind;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.ResourceRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** An engine whose channels have a message each. */
final class MessageSoundEngine extends SoundEngine implements MessageInterruptProvider {

    private List<ChannelAffinity> affinities = List.of();

    MessageSoundEngine(SoundDevice device) {
        super(device);
    }

    @Override
    public NtStatus setDmaChannelCpuAffinity(List<ChannelAffinity> told) {
        affinities = List.copyOf(told);
        return NtStatus.SUCCESS;
    }

    @Override
    protected int cpu(SoundChannel channel) {
        return affinities.get(channel.number()).cpu();
    }

    @Override
    protected ResourceRequirementsList filter(ResourceRequirementsList offered) {
        return new ResourceRequirementsList(offered.requirements().stream().map(this::target).toList());
    }

    private ResourceRequirement target(ResourceRequirement requirement) {
        return requirement instanceof InterruptRequirement interrupt && interrupt.kind() == InterruptKind.MESSAGE
                && interrupt.message() < affinities.size()
                ? interrupt.targeting(affinities.get(interrupt.message()).cpu()) : requirement;
    }
}

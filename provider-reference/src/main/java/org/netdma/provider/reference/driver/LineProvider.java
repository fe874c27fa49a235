// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import org.netdma.wdm.resource.InterruptKind;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** An engine whose channels share one interrupt line: only the DPC has a target CPU [INT-4]. */
final class LineProvider extends EngineProvider {

    @Override
    ResourceRequirementsList filter(ResourceRequirementsList offered) {
        return new ResourceRequirementsList(offered.requirements().stream()
                .filter(one -> !(one instanceof InterruptRequirement interrupt)
                        || interrupt.kind() == InterruptKind.LINE)
                .toList());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.netdma.wdm.resource.InterruptKind;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.ResourceRequirement;

/**
 * What a bench is built for.
 *
 * @param drivers      makes the driver under test
 * @param driverName   its name
 * @param hardwareId   of its devices
 * @param parameters   its registry path
 * @param requirements what the bus says that each device needs
 * @param reporting    flags with which a submission reports its end
 * @param limit        of each wait
 */
public record BenchPlan(DriverFactory drivers, String driverName, String hardwareId,
        Map<String, Object> parameters, List<ResourceRequirement> requirements, int reporting, Duration limit) {

    boolean hasMessageInterrupts() {
        return requirements.stream().anyMatch(requirement -> requirement instanceof InterruptRequirement interrupt
                && interrupt.kind() == InterruptKind.MESSAGE);
    }
}

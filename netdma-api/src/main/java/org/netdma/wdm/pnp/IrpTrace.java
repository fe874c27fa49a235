// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.netdma.wdm.NtStatus;

/**
 * One IRP that went through a device's stack.
 *
 * @param sent        when
 * @param request     major and minor function, such as {@code PNP/START_DEVICE}
 * @param status      it was completed with; {@link NtStatus#PENDING} while it travels
 * @param took        from sending to completion; zero while it travels
 * @param completedBy who completed it, such as {@code driver netdma-root-bus}; while it travels, who holds it
 * @param locations   the device objects it reached, in the order it did
 */
public record IrpTrace(Instant sent, String request, NtStatus status, Duration took, String completedBy,
        List<Location> locations) {

    public IrpTrace {
        Objects.requireNonNull(completedBy);
        locations = List.copyOf(locations);
    }

    /**
     * A device object that an IRP reached.
     *
     * @param device  its name, such as {@code FDO of ROOT\NETDMA_REFERENCE\0000}
     * @param driver  the name of its driver
     * @param request what was asked of it, as in {@link IrpTrace#request}
     * @param after   how long after the IRP was sent
     */
    public record Location(String device, String driver, String request, Duration after) {
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

import java.time.Duration;
import java.time.Instant;
import org.netdma.wdm.NtStatus;

/**
 * One IRP that went through a device's stack.
 *
 * @param sent    when
 * @param request major and minor function, such as {@code PNP/START_DEVICE}
 * @param status  it was completed with; {@link NtStatus#PENDING} while it travels
 * @param took    from sending to completion; zero while it travels
 */
public record IrpTrace(Instant sent, String request, NtStatus status, Duration took) {
}

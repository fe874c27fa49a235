// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.Optional;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.NtStatus;

/**
 * What became of an IRP.
 *
 * @param status      its final status
 * @param information what it carries, or empty
 */
public record Answer(NtStatus status, Optional<IrpInformation> information) {
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.OptionalInt;

/**
 * One call of NetDmaInterruptDpc.
 *
 * @param descriptor the address the driver told; 0 for an error
 * @param cpu        the CPU whose DPC thread called; empty for another thread
 */
public record Interruption(long descriptor, OptionalInt cpu) {
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.fault;

/**
 * A fault that was injected into a device.
 *
 * @param fault       as asked for
 * @param occurrences how often it has happened since
 * @param armed       whether it may happen again
 */
public record InjectedFault(Fault fault, long occurrences, boolean armed) {
}

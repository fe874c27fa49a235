// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.resource;

/** Which CPUs an interrupt may go to. Windows: IRQ_DEVICE_POLICY. */
public enum AffinityPolicy {
    /** Whatever the machine does by itself. */
    MACHINE_DEFAULT,
    /** All CPUs near the device. */
    ALL_CLOSE_PROCESSORS,
    /** The processors of the mask. */
    SPECIFIED_PROCESSORS
}

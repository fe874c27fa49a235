// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.resource;

/** How a device interrupts. */
public enum InterruptKind {
    /** A line, which devices may share; its service routine finds out who it was. */
    LINE,
    /** An MSI-X message of the device's own. */
    MESSAGE
}

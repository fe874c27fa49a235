// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

/** The power state of a device. */
public enum DevicePowerState {
    /** Working. */
    D0,
    /** Off: hardware context is lost. */
    D3
}

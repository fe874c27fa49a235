// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.driver;

/** Where a driver stands in the stacks of the devices it serves. */
public enum FilterPosition {
    /** It is the function driver. */
    NONE,
    /** Below the function driver, above the PDO. */
    LOWER,
    /** Above the function driver: it sees each IRP first. */
    UPPER
}

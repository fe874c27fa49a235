// SPDX-License-Identifier: Apache-2.0
/**
 * What a driver implements: DriverEntry and the routines it sets there. {@link org.netdma.wdm.driver.PnpDriver} is the
 * INF of the driver's bundle.
 */
@Export
@Version("1.0.0")
package org.netdma.wdm.driver;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

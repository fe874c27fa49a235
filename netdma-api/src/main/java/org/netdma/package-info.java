// SPDX-License-Identifier: Apache-2.0
/**
 * What drivers and clients of NetDMA share: the interface version, and the exception that every refused control call
 * throws. Has no behaviour beyond value types.
 */
@Export
@Version("1.0.0")
package org.netdma;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

// SPDX-License-Identifier: Apache-2.0
/**
 * The verifier: watches drivers and clients while they run, and names the rule that one of them broke, who it was, in
 * which call, and where. The I/O manager and each interface report what they see; one service counts it and decides,
 * by the mode of whoever did it, what follows. Windows: Driver Verifier.
 */
@Export
@Version("1.0.0")
package org.netdma.wdm.verifier;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

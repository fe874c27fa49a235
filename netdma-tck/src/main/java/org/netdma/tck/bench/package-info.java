// SPDX-License-Identifier: Apache-2.0
/**
 * The bench on which the conformance suites run a driver: an I/O manager, a NetDMA interface, memory and interrupts
 * that do what the contract says, check each call of the driver, and let a test look behind the scenes. It knows
 * nothing of JUnit's life cycle and nothing of OSGi.
 */
@Export
@Version("1.0.0")
package org.netdma.tck.bench;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

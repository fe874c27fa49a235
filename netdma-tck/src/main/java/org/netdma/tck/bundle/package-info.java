// SPDX-License-Identifier: Apache-2.0
/**
 * The driver under test as a bundle of the container that the kit runs in. All that the kit knows of OSGi, beside the
 * containers, is here; who proves a driver in plain JUnit never loads it.
 */
package org.netdma.tck.bundle;

// SPDX-License-Identifier: Apache-2.0
/**
 * The verifier service, and what the interface watches drivers and clients with. Everything here is for the control
 * path.
 */
package org.netdma.core.verifier;

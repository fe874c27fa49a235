// SPDX-License-Identifier: Apache-2.0
/**
 * The verifier service, and what the interface watches drivers and clients with. Everything here is for the control
 * path; what looks at copies is in {@link org.netdma.core.verified}.
 */
package org.netdma.core.verifier;

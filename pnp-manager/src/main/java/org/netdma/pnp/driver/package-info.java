// SPDX-License-Identifier: Apache-2.0
/** Driver packages: what is known of them, which are loaded, and which one serves a device. */
package org.netdma.pnp.driver;

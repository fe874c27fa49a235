// SPDX-License-Identifier: Apache-2.0
/** What becomes of devices, told to the rest of the framework: as services and as events. */
package org.netdma.pnp.news;

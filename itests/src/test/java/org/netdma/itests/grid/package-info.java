// SPDX-License-Identifier: Apache-2.0
/** What may be done to devices, with copies going on and without: all real parts, but no OSGi. */
package org.netdma.itests.grid;

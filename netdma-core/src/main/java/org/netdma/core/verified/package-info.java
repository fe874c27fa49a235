// SPDX-License-Identifier: Apache-2.0
/**
 * Channels of clients that are watched: they stand before the real ones, and look at copies on their way in and out. A
 * client that is not watched gets the real channel, and nothing of this is loaded.
 */
package org.netdma.core.verified;

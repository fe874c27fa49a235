// SPDX-License-Identifier: Apache-2.0
/**
 * Managed copies: built on the client API alone, as any other client. {@code SpreadingCopier} decides, {@code Lanes} are
 * the engines it has, {@code Fallback} what happens without them, {@code FencedOrder} what may begin when.
 */
package org.netdma.core.copier;

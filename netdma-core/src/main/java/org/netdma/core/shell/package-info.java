// SPDX-License-Identifier: Apache-2.0
/**
 * The commands {@code netdma:} of the Gogo shell. They use the client API as any client does, and nothing else of this
 * bundle.
 */
package org.netdma.core.shell;

// SPDX-License-Identifier: Apache-2.0
/** What the PnP manager sees drivers do wrong, for the verifier. */
package org.netdma.pnp.verifier;

// SPDX-License-Identifier: Apache-2.0
/** How commands write what they show: columns for people, JSON for scripts. */
package org.netdma.pnp.shell.text;

// SPDX-License-Identifier: Apache-2.0
/** The record of each device's last life: who called whom, and which states were reached. Strings only, no driver. */
package org.netdma.pnp.life;

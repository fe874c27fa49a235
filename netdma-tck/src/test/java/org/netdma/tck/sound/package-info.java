// SPDX-License-Identifier: Apache-2.0
/** A provider that does all by the contract, made to be overridden: the wrong ones differ from it in one routine. */
package org.netdma.tck.sound;

// SPDX-License-Identifier: Apache-2.0
/**
 * The driver of the reference engine: DriverEntry, AddDevice, dispatch routines, interrupts, channel operations. It
 * talks to the hardware through registers and interrupt lines. Written to be copied.
 */
package org.netdma.provider.reference.driver;

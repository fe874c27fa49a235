// SPDX-License-Identifier: Apache-2.0
/**
 * A DMA engine in software that reads like silicon: registers, a descriptor walker for each channel, a copy engine,
 * completion write-back, interrupt lines. It knows memory and its registers, and nothing of drivers, devices or OSGi.
 */
package org.netdma.provider.reference.hw;

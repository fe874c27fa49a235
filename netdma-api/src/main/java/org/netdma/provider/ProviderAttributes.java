// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider;

/**
 * What an engine turned out to be, at start; may differ at each start [STA-2]. Values are checked by
 * {@link ProviderRegistration#start}, not here. The Flags of the Windows structure are reserved and left out.
 *
 * <p>Windows: NET_DMA_PROVIDER_ATTRIBUTES.
 *
 * @param majorHwVersion      of the hardware
 * @param minorHwVersion      of the hardware
 * @param vendorId            PCI vendor id, 16 bits
 * @param dmaChannelCount     channels it has now, 1 to the maximum given at registration
 * @param maximumTransferSize of one descriptor, in bytes, 4096 to 4 GiB - 1
 * @param maximumAddressSpace largest physical address the engine can reach
 */
public record ProviderAttributes(int majorHwVersion, int minorHwVersion, int vendorId, int dmaChannelCount,
        long maximumTransferSize, long maximumAddressSpace) {

    /** The least that {@link #maximumTransferSize()} may be [STA-2]. */
    public static final long LEAST_MAXIMUM_TRANSFER_SIZE = 4096;

    /** The most that {@link #maximumTransferSize()} may be: what fits the descriptor's 32 bits. */
    public static final long MOST_MAXIMUM_TRANSFER_SIZE = 0xFFFF_FFFFL;
}

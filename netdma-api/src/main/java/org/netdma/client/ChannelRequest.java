// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

/**
 * What a channel shall be like. Values are checked by {@link DmaClient#allocateChannel(ChannelRequest)}, not here.
 *
 * @param provider     the device instance id or the number of the provider to use; empty for any
 * @param affinityMask bit n = CPU n of the group may run the client's completions; 0 for any of the group
 * @param group        processor group of the mask: CPUs 64 * group to 64 * group + 63; other than 0 only for providers
 *                     with SUPPORTS_PROC_GROUPS
 * @param priority     how urgent the channel is among those of its engine: 0 is normal, higher is more urgent; never
 *                     negative. An engine clips it to what it has, down to 0 if it has no priorities;
 *                     {@link ChannelInfo#priority()} is what it granted [CHN-5]
 * @param ringCapacity how many descriptors fit in its ring, a power of two from 2 to 65,536; one entry stays empty
 */
public record ChannelRequest(String provider, long affinityMask, int group, int priority, int ringCapacity) {

    /** Entries of a ring when the client does not say. */
    public static final int DEFAULT_RING_CAPACITY = 1024;
    /** Entries of the smallest ring. */
    public static final int MINIMUM_RING_CAPACITY = 2;
    /** Entries of the largest ring. */
    public static final int MAXIMUM_RING_CAPACITY = 65_536;

    /** Any provider, any CPU, normal priority, a ring of {@value #DEFAULT_RING_CAPACITY}. */
    public static final ChannelRequest DEFAULT = new ChannelRequest("", 0, 0, 0, DEFAULT_RING_CAPACITY);

    /** {@return this request, for one provider} */
    public ChannelRequest withProvider(String instanceIdOrNumber) {
        return new ChannelRequest(instanceIdOrNumber, affinityMask, group, priority, ringCapacity);
    }

    /** {@return this request, with completions on some of the first 64 CPUs} */
    public ChannelRequest withAffinityMask(long mask) {
        return withGroupAffinity(0, mask);
    }

    /** {@return this request, with completions on some CPUs of a processor group} */
    public ChannelRequest withGroupAffinity(int processorGroup, long mask) {
        return new ChannelRequest(provider, mask, processorGroup, priority, ringCapacity);
    }

    /** {@return this request, with this priority; 0 is normal, higher is more urgent [CHN-5]} */
    public ChannelRequest withPriority(int newPriority) {
        return new ChannelRequest(provider, affinityMask, group, newPriority, ringCapacity);
    }

    /** {@return this request, with another ring} */
    public ChannelRequest withRingCapacity(int entries) {
        return new ChannelRequest(provider, affinityMask, group, priority, entries);
    }
}

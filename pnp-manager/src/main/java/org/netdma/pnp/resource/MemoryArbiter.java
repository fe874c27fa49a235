// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.resource;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.MemoryResource;

/** Gives out register windows of the bus's address range, lowest address first. Not thread-safe. */
public final class MemoryArbiter {

    private final long base;
    private final long end;
    private final TreeMap<Long, Long> endsByStart = new TreeMap<>();

    /**
     * @param base first address of the range
     * @param size of the range in bytes
     */
    public MemoryArbiter(long base, long size) {
        this.base = base;
        this.end = base + size;
    }

    private MemoryArbiter(MemoryArbiter other) {
        base = other.base;
        end = other.end;
        endsByStart.putAll(other.endsByStart);
    }

    /** {@return one that has given out the same, to try something on} */
    MemoryArbiter copy() {
        return new MemoryArbiter(this);
    }

    /** {@return how many bytes are not given out, in one piece or in many} */
    long free() {
        return end - base - endsByStart.entrySet().stream().mapToLong(window -> window.getValue() - window.getKey())
                .sum();
    }

    /** {@return a free window that meets the requirement; empty when there is none} */
    public Optional<MemoryResource> allocate(MemoryRequirement requirement) {
        long length = requirement.length();
        long alignment = requirement.alignment();
        if (length < 1 || length > end - base || alignment < 1 || Long.bitCount(alignment) != 1) {
            return Optional.empty();
        }
        long limit = requirement.maximum() < end ? requirement.maximum() + 1 : end;
        long start = align(Math.max(base, requirement.minimum()), alignment);
        for (Map.Entry<Long, Long> taken : endsByStart.entrySet()) {
            if (start + length <= taken.getKey()) {
                break;
            }
            if (taken.getValue() > start) {
                start = align(taken.getValue(), alignment);
            }
        }
        if (start < base || start > limit - length) {
            return Optional.empty();
        }
        endsByStart.put(start, start + length);
        return Optional.of(new MemoryResource(start, length));
    }

    private static long align(long address, long alignment) {
        return (address + alignment - 1) & -alignment;
    }

    /** Takes a window back. */
    public void release(MemoryResource window) {
        endsByStart.remove(window.start());
    }

    /** {@return how many windows are given out} */
    public int allocated() {
        return endsByStart.size();
    }
}

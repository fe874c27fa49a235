// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.netdma.NetDmaException;
import org.netdma.provider.BusMemory;
import org.netdma.wdm.NtStatus;

/**
 * The physical addresses: a flat table with one entry for each {@value #GRANULE} bytes, so that a lookup is one array
 * read however many regions there are. A window starts in a granule of its own; granule 0 is never given away, so no
 * valid address is 0.
 *
 * <p>Free granules are taken in turn, round the table, which is kept at least half empty: an address that was freed
 * stays unused for as long as possible, and a stale one meets no window instead of the wrong one.
 *
 * <p>Windows are mapped and unmapped under the monitor; lookups take none.
 */
public final class AddressSpace implements BusMemory {

    /** Bytes behind one entry of the table. */
    public static final int GRANULE = 1 << 20;

    private static final int GRANULE_SHIFT = 20;
    private static final long PAGE_MASK = 4095;
    private static final int FIRST_TABLE = 4096;
    private static final int LARGEST_TABLE = 1 << 24;
    private static final long LARGEST_ID = 0xFFFF_FFFFL;
    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(RegionWindow[].class);

    private volatile RegionWindow[] table = new RegionWindow[FIRST_TABLE];
    private volatile long closeEpoch;
    private int cursor = 1;
    private int used = 1;
    private final Set<Long> ids = new HashSet<>();
    /** Id given last; not private for the test of what comes after the largest. */
    long lastId;

    @Override
    public RegionWindow window(long physicalAddress) {
        RegionWindow[] entries = table;
        long index = physicalAddress >>> GRANULE_SHIFT;
        if (index >= entries.length) {
            return RegionWindow.EMPTY;
        }
        // acquire: counterpart of the release in map
        RegionWindow window = (RegionWindow) ENTRY.getAcquire(entries, (int) index);
        if (window == null) {
            return RegionWindow.EMPTY;
        }
        long offset = physicalAddress - window.start();
        return offset >= 0 && offset < window.length() ? window : RegionWindow.EMPTY;
    }

    /** Gives memory that stays an address: {@link #map(ByteBuffer, boolean, boolean, long)} for what never vanishes. */
    public RegionWindow map(ByteBuffer bytes, boolean writable, long highest) throws NetDmaException {
        return map(bytes, writable, false, highest);
    }

    /**
     * Gives bytes an address. Address and native address are the same within a page, so what is aligned to a page or
     * less in memory is aligned on the bus.
     *
     * @param bytes     direct, from position to limit
     * @param writable  whether engines may write
     * @param mayVanish whether an access can fail while the window is open
     * @param highest   no byte lies at a higher address
     * @throws NetDmaException INSUFFICIENT_RESOURCES when no addresses are left below the highest
     */
    public synchronized RegionWindow map(ByteBuffer bytes, boolean writable, boolean mayVanish, long highest)
            throws NetDmaException {
        int pageOffset = bytes.alignmentOffset(bytes.position(), (int) PAGE_MASK + 1);
        int granules = granules(pageOffset + (long) bytes.remaining());
        int first = reserve(granules, highest);
        long start = ((long) first << GRANULE_SHIFT) + pageOffset;
        RegionWindow window = new RegionWindow(nextId(), start, bytes, writable, mayVanish);
        RegionWindow[] entries = table;
        for (int i = first; i < first + granules; i++) {
            ENTRY.setRelease(entries, i, window); // release: counterpart of the acquire in window
        }
        used += granules;
        return window;
    }

    /** Takes the addresses away; nothing happens when they are gone already. */
    public synchronized void unmap(RegionWindow window) {
        if (!window.isOpen()) {
            return;
        }
        window.close();
        ids.remove(window.id());
        RegionWindow[] entries = table;
        for (int i = (int) (window.start() >>> GRANULE_SHIFT); i < entries.length && entries[i] == window; i++) {
            ENTRY.setRelease(entries, i, null);
            used--;
        }
    }

    /** {@return whether the window of this id is at this address still, and takes new copies} */
    public boolean isUsable(long physicalAddress, long windowId) {
        RegionWindow window = window(physicalAddress);
        return window.id() == windowId && window.isAccepting();
    }

    /**
     * {@return how often a region began to close. A submitter that finds it changed looks at its descriptors again;
     * volatile: counterpart of {@link #beginClose()}}
     */
    public long closeEpoch() {
        return closeEpoch;
    }

    /** Tells submitters that a region closes; what they saw of regions before is out of date. */
    synchronized void beginClose() {
        closeEpoch++;
    }

    /** {@return an id that no open window has: 32 bits, so that four fit in a descriptor; each comes after all others} */
    private long nextId() {
        do {
            lastId = lastId == LARGEST_ID ? 1 : lastId + 1;
        } while (!ids.add(lastId));
        return lastId;
    }

    private int reserve(int granules, long highest) throws NetDmaException {
        while (2L * (used + granules) > table.length && table.length < LARGEST_TABLE) {
            table = Arrays.copyOf(table, table.length * 2);
        }
        int end = (int) Math.min(table.length, (highest >>> GRANULE_SHIFT) + (endsGranule(highest) ? 1 : 0));
        int first = search(cursor, end, granules);
        if (first < 0) {
            first = search(1, end, granules);
        }
        if (first < 0) {
            throw new NetDmaException(NtStatus.INSUFFICIENT_RESOURCES, "XFR-11",
                    "no %d MiB of physical addresses are free up to 0x%X: close regions".formatted(granules, highest));
        }
        cursor = first + granules;
        return first;
    }

    /** {@return the first of so many free entries in a row, from one entry on and before another; -1 for none} */
    private int search(int from, int end, int granules) {
        int first = from;
        for (int i = from; i < end; i++) {
            if (table[i] != null) {
                first = i + 1;
            } else if (i - first + 1 == granules) {
                return first;
            }
        }
        return -1;
    }

    private static boolean endsGranule(long highest) {
        return (highest & (GRANULE - 1)) == GRANULE - 1;
    }

    private static int granules(long bytes) {
        return (int) ((bytes + GRANULE - 1) >>> GRANULE_SHIFT);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.netdma.NetDmaException;
import org.netdma.core.driver.StallClock;
import org.netdma.memory.MemoryUsage;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.verifier.VerifierRule;

/** All regions of all bundles: opens them, counts them, and closes them behind the copies in flight. */
public final class SystemMemory {

    private static final Logger LOG = System.getLogger(SystemMemory.class.getName());
    private static final long NO_HIGHEST = Long.MAX_VALUE;
    private static final long CHECK_NANOS = 50_000;

    private final AddressSpace space;
    private final InFlightCopies inFlight;
    private final Supplier<Duration> closeLimit;
    private final ClosedMemory closed = new ClosedMemory();
    private final HostMemory host = new HostMemory(Arenas.ofThisJdk(), closed);
    private int regions;
    private long bytes;

    /**
     * @param space      that regions get their addresses from
     * @param inFlight   what engines are at work on
     * @param closeLimit how long closing a region waits for an engine that makes no progress
     */
    public SystemMemory(AddressSpace space, InFlightCopies inFlight, Supplier<Duration> closeLimit) {
        this.space = space;
        this.inFlight = inFlight;
        this.closeLimit = closeLimit;
    }

    AddressSpace space() {
        return space;
    }

    /** {@return where memory for regions comes from} */
    HostMemory host() {
        return host;
    }

    /** Opens a region; the memory is given back when that fails. */
    CoreRegion open(BundleMemory owner, Backing backing, boolean writable) throws NetDmaException {
        CoreRegion region;
        try {
            region = new CoreRegion(this, owner,
                    space.map(backing.bytes(), writable, backing.mayVanish(), NO_HIGHEST), backing);
        } catch (NetDmaException e) {
            closed.giveBack(backing, () -> false);
            throw e;
        }
        synchronized (this) {
            regions++;
            bytes += region.size();
        }
        return region;
    }

    MemoryUsage usage() {
        long closedBytes = closed.bytes();
        synchronized (this) {
            return new MemoryUsage(regions, bytes, closedBytes);
        }
    }

    /**
     * Second half of closing; the region takes no new copies any more. The order is what makes it exact: state, then
     * epoch, then a grace, then a look at every channel. A submitter that missed the state sees the epoch, or is seen
     * submitting.
     */
    void close(CoreRegion region, BundleMemory owner) throws NetDmaException {
        space.beginClose();
        if (!drained(region)) {
            region.transitionTo(RegionState.Event.BUSY);
            owner.watched().report(VerifierRule.REGION_FREED_UNDER_TRANSFER, "MemoryRegion.close",
                    "a copy that uses %s is in flight and does not end; it is refused".formatted(region));
            throw new NetDmaException(NtStatus.DEVICE_BUSY, "STO-4",
                    "a copy that uses %s is in flight and made no progress for %d ms: reset the channel, or close it first"
                            .formatted(region, closeLimit.get().toMillis()));
        }
        finish(region, owner);
    }

    /** Closes a region whose owner is gone, whatever engines do: to them it is a fault from now on, not a crash. */
    void closeForGood(CoreRegion region, BundleMemory owner) {
        if (!region.transitionTo(RegionState.Event.CLOSE)) {
            return;
        }
        space.beginClose();
        if (!drained(region)) {
            LOG.log(Level.WARNING, "{0} of {1} was taken away under a copy in flight, after {2} ms without progress [STO-4]", region,
                    owner, closeLimit.get().toMillis());
            owner.watched().report(VerifierRule.REGION_FREED_UNDER_TRANSFER, "release of PhysicalMemory",
                    "%s was left open and is taken away under a copy in flight".formatted(region));
        }
        finish(region, owner);
    }

    private boolean drained(CoreRegion region) {
        StoreGrace.pass(); // counterpart of the submitters, who say without a fence that they are inside
        StallClock clock = new StallClock();
        long limit = closeLimit.get().toNanos();
        long progress;
        while ((progress = inFlight.progressOn(region.id())) != InFlightCopies.NONE) {
            if (clock.measure(System.nanoTime(), true, progress) > limit) {
                return false;
            }
            LockSupport.parkNanos(CHECK_NANOS);
        }
        return true;
    }

    private void finish(CoreRegion region, BundleMemory owner) {
        space.unmap(region.window());
        region.transitionTo(RegionState.Event.DRAINED);
        closed.giveBack(region.takeBacking(), () -> inFlight.touch(region.id()));
        owner.forget(region);
        synchronized (this) {
            regions--;
            bytes -= region.size();
        }
    }
}

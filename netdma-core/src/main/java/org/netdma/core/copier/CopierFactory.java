// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.netdma.NetDmaException;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.ManagedCopies;
import org.netdma.memory.PhysicalMemory;
import org.netdma.wdm.NtStatus;

/** Opens copiers for one bundle, and closes those it leaves open. */
public final class CopierFactory implements ManagedCopies, AutoCloseable {

    private static final int MOST_ATTEMPTS = 100;
    private static final int MOST_CHANNELS = 64;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final DmaClients clients;
    private final PhysicalMemory memory;
    private final Set<SpreadingCopier> open = ConcurrentHashMap.newKeySet();

    /**
     * @param clients where copiers register
     * @param memory  for measuring the threshold
     */
    public CopierFactory(DmaClients clients, PhysicalMemory memory) {
        this.clients = clients;
        this.memory = memory;
    }

    @Override
    public ManagedCopier open(String name, CopierPolicy policy) throws NetDmaException {
        check(policy);
        Notifier notifier = new Notifier();
        DmaClient client = clients.register(name, notifier::notified);
        Lanes lanes = new Lanes(client, policy.channelsPerProvider(), clients::providers);
        SpreadingCopier copier = null;
        try {
            clients.providers().forEach(lanes::open);
            copier = new SpreadingCopier(client, policy, lanes, threshold(policy, lanes), open::remove);
        } finally {
            if (copier == null) { // whatever was thrown: nothing is left of it
                lanes.close();
                client.close();
            }
        }
        open.add(copier);
        notifier.connect(copier);
        return copier;
    }

    private long threshold(CopierPolicy policy, Lanes lanes) throws NetDmaException {
        if (policy.inlineBelow() != CopierPolicy.MEASURED) {
            return policy.inlineBelow();
        }
        Optional<Lane> lane = lanes.leastLoaded();
        try {
            return lane.isPresent() ? InlineThreshold.measure(lane.get(), memory) : InlineThreshold.UNMEASURED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetDmaException(NtStatus.CANCELLED, "CLI-1", "interrupted while the copier was opened", e);
        }
    }

    private static void check(CopierPolicy policy) throws NetDmaException {
        require(policy.attempts() >= 1 && policy.attempts() <= MOST_ATTEMPTS,
                "attempts is %d: expected 1 to %d".formatted(policy.attempts(), MOST_ATTEMPTS));
        require(policy.inlineBelow() >= CopierPolicy.MEASURED,
                "inlineBelow is %d: expected 0 or more, or MEASURED".formatted(policy.inlineBelow()));
        require(policy.channelsPerProvider() >= 1 && policy.channelsPerProvider() <= MOST_CHANNELS,
                "channelsPerProvider is %d: expected 1 to %d".formatted(policy.channelsPerProvider(), MOST_CHANNELS));
        require(policy.maximumPending() >= 1,
                "maximumPending is %d: expected 1 or more".formatted(policy.maximumPending()));
        require(policy.waitLimit().compareTo(SHORTEST_WAIT) >= 0 && policy.waitLimit().compareTo(LONGEST_WAIT) <= 0,
                "waitLimit is %s: expected %s to %s".formatted(policy.waitLimit(), SHORTEST_WAIT, LONGEST_WAIT));
    }

    private static void require(boolean holds, String message) throws NetDmaException {
        if (!holds) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, "CLI-1", "copier policy: " + message);
        }
    }

    /** Closes what the bundle left open. */
    @Override
    public void close() {
        open.forEach(SpreadingCopier::close);
    }
}

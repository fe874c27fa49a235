// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.core.ring.DescriptorRing;

/**
 * Distinguishes an engine that hangs now and then from one that stays dead although its driver answers SUCCESS to a
 * reset [STO-4]. Called with the lock of the channel held.
 */
final class HangWatch {

    private final DescriptorRing ring;
    private final MendedHangs ofEngine;
    private final MendedHangs ofChannel = new MendedHangs();
    private long seen;

    /** @param ofEngine those of all channels of the engine, and of channels that it had */
    HangWatch(DescriptorRing ring, MendedHangs ofEngine) {
        this.ring = ring;
        this.ofEngine = ofEngine;
    }

    /** Looks whether the engine has done something for the client; before the ring is armed anew, too. */
    void look() {
        long slot = ring.observeSlot();
        if (slot > Math.max(seen, ring.armedAfter())) { // arming moves on past what failed, which is no progress
            ofChannel.proven();
            ofEngine.proven();
        }
        seen = slot;
    }

    /** Notes that the driver has ended a hang. {@return whether that was in vain before, see {@link MendedHangs}} */
    boolean mended(long waitsSince) {
        long now = System.nanoTime();
        return ofChannel.mended(waitsSince, now) | ofEngine.mended(waitsSince, now);
    }
}

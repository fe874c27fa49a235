// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final AtomicLong progress = new AtomicLong();
    private final Patience patience = new Patience("REMOVE_DEVICE", Duration.ofSeconds(1), progress::get);

    @Test
    @DisplayName("[PNP-18] the limit begins anew with progress, and only with progress since it was renewed last")
    void shouldRenewWithProgress() {
        assertFalse(patience.renew());
        progress.incrementAndGet();
        assertTrue(patience.renew());
        assertFalse(patience.renew());
    }

    @Test
    @DisplayName("[PNP-18] a driver that reports progress for ever is not waited for for ever")
    void shouldEnd() {
        int renewals = 0;
        progress.incrementAndGet();
        while (patience.renew()) {
            renewals++;
            progress.incrementAndGet();
        }
        assertEquals(100, renewals);
    }
}

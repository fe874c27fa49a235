// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.function.LongSupplier;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.core.ring.FinishedDescriptors;
import org.netdma.core.verifier.Watched;
import org.netdma.wdm.verifier.VerifierRule;

/**
 * Looks whether an engine touches, after a reset, the descriptors submitted before [XFR-8]: whether it reports one of
 * them, or writes into one. What it only reads is not seen. Under the channel's lock, or by who has the submitter's
 * role while the engine stands still; never on the way of a copy.
 */
class ResetWatch {

    /** Of a driver that is not watched: sees nothing. */
    static final ResetWatch NONE = new ResetWatch();

    private ResetWatch() {
    }

    /** {@return one that watches, if the driver is watched now} */
    static ResetWatch of(DescriptorRing ring, Watched driver, String name) {
        return driver.isOn() ? new Looking(ring, driver, name) : NONE;
    }

    /** The engine was reset, and the ring is armed. */
    void reset() {
    }

    /** Looks at the descriptors and the word, before the first StartDma after a reset. */
    void beforeStart() {
    }

    /** Looks at the word, at any time. */
    void look() {
    }

    private static final class Looking extends ResetWatch {

        private final DescriptorRing ring;
        private final Watched driver;
        private final String name;
        /** Null before the first reset. */
        private FinishedDescriptors over;
        private boolean reported;

        Looking(DescriptorRing ring, Watched driver, String name) {
            this.ring = ring;
            this.driver = driver;
            this.name = name;
        }

        @Override
        synchronized void reset() {
            reported = false;
            over = ring.finished();
        }

        @Override
        synchronized void beforeStart() {
            look();
            compare(ring::tail);
        }

        @Override
        synchronized void look() {
            if (over == null || reported) {
                return;
            }
            if (over.isReported()) {
                report("the completion word of %s names a descriptor that was submitted before its reset"
                        .formatted(name));
            }
            compare(ring::observeNewest);
        }

        private void compare(LongSupplier newest) {
            if (over != null && !reported && over.isChanged(newest)) {
                report("a descriptor of %s that was submitted before its reset was written to".formatted(name));
            }
        }

        private void report(String detail) {
            if (!reported) {
                reported = true;
                driver.report(VerifierRule.DESCRIPTOR_TOUCHED_AFTER_RESET, "ResetChannel", detail);
            }
        }
    }
}

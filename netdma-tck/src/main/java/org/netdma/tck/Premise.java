// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;

import java.util.List;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Device;

/**
 * What must work before a test can say anything about its rule. A premise has tests of its own; where it does not hold,
 * those fail and the tests that build on it are aborted, so that a report names the cause and not its consequences.
 */
enum Premise {

    /** Nothing. */
    NONE {
        @Override
        void check(Bench bench) {
            // holds
        }
    },

    /** A device starts. */
    STARTS {
        @Override
        void check(Bench bench) {
            if (!bench.startDevice().registration().isStarted()) {
                throw new AssertionError("START_DEVICE succeeded, and no provider is started");
            }
        }
    },

    /** It reports that a chain is done. */
    COMPLETES {
        @Override
        void check(Bench bench) {
            Channel channel = bench.startDevice().registration().allocate();
            channel.awaitDone(channel.submit(Copies.of(bench, 1, 200).descriptors()));
        }
    },

    /** It copies what it is told to, one chain after the other. */
    COPIES {
        @Override
        void check(Bench bench) {
            Channel channel = bench.startDevice().registration().allocate();
            Copies copies = Copies.assorted(bench);
            channel.awaitDone(channel.submit(copies.descriptors(0, 1)));
            channel.awaitDone(channel.submit(copies.descriptors(1, copies.list().size())));
            copies.assertCopied();
        }
    },

    /** Its channels do that side by side. */
    CHANNELS {
        @Override
        void check(Bench bench) {
            ChannelRules.copySideBySide(bench);
        }
    },

    /** A channel halts at a descriptor that it can not carry out. */
    HALTS {
        @Override
        void check(Bench bench) {
            FaultRules.haltsAtBadSource(bench, 0);
        }
    },

    /** It interrupts after a descriptor that asks for it. */
    INTERRUPTS {
        @Override
        void check(Bench bench) {
            Channel channel = bench.startDevice().registration().allocate();
            channel.submit(List.of(Copies.of(bench, 1, 8).get(0).descriptor(INTERRUPT_ON_COMPLETION)));
            if (!bench.threads().awaitTrue(() -> !channel.handle().interruptions().isEmpty())) {
                throw new AssertionError("no interrupt");
            }
        }
    },

    /** It can be suspended: it finishes its descriptor, and says which it was. */
    SUSPENDS {
        @Override
        void check(Bench bench) {
            SuspensionRules.suspended(bench);
        }
    },

    /** It goes on when it is resumed. */
    RESUMES {
        @Override
        void check(Bench bench) {
            SuspensionRules.suspended(bench).run();
        }
    },

    /** It goes to low power, and comes back. */
    SLEEPS {
        @Override
        void check(Bench bench) {
            PowerRules.checkSleeps(bench);
        }
    },

    /** It leaves nothing behind when it is removed. */
    LEAVES {
        @Override
        void check(Bench bench) {
            Device device = bench.startDevice();
            device.remove();
            if (!device.leftovers().isEmpty() || !bench.leftovers().isEmpty()) {
                throw new AssertionError(device.leftovers() + " " + bench.leftovers());
            }
        }
    };

    /** {@return whether it can hold only where the other does; each is its own basis} */
    boolean buildsOn(Premise other) {
        return switch (this) {
            case NONE -> false;
            case STARTS, COMPLETES, COPIES -> other.compareTo(this) <= 0 && other != NONE;
            case CHANNELS, HALTS, INTERRUPTS, SUSPENDS, SLEEPS -> other == this || COPIES.buildsOn(other);
            case RESUMES -> other == this || SUSPENDS.buildsOn(other);
            case LEAVES -> other == this || other == STARTS;
        };
    }

    /** Fails when it does not hold, given that those it builds on do. */
    abstract void check(Bench bench);
}

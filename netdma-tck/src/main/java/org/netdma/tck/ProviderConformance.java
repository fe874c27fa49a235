// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * All suites. Extend it in a test class of your provider and say what the provider is:
 *
 * <pre>
 * class MyProviderConformanceTest extends ProviderConformance {
 *
 *     &#64;Override
 *     protected ProviderUnderTest provider() {
 *         return ProviderUnderTest.of(MyDriver::new).can(Ability.ABORT).messageInterrupts(4);
 *     }
 * }
 * </pre>
 *
 * <p>The display name of each test starts with the rule of the contract that it holds.
 */
@ExtendWith(BenchExtension.class) // before that of a container, which would call the tests itself
public abstract class ProviderConformance {

    /** {@return the provider to prove; called often, so it answers with a description, not with a running driver} */
    protected abstract ProviderUnderTest provider();

    @Nested
    @DisplayName("Registration")
    class Registration extends RegistrationRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Start and stop")
    class Lifecycle extends LifecycleRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Channels")
    class Channels extends ChannelRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Transfers")
    class Transfers extends TransferRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Page breaks")
    class PageBreaks extends PageBreakRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Chains")
    class Chains extends ChainRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Abort and reset")
    class Stopping extends StoppingRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Faults")
    class Faults extends FaultRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Completion")
    class Completion extends CompletionRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Interrupts")
    class Interrupts extends InterruptRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("PnP requests")
    class Requests extends IrpRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Removal")
    class Removal extends RemovalRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Bursts")
    class Bursts extends BurstScenarios {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Random copies")
    class RandomCopies extends RandomScenarios {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Suspension")
    class Suspension extends SuspensionRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Power")
    class Power extends PowerRules {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }

    @Nested
    @DisplayName("Plugging")
    class Plugging extends PlugScenarios {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderConformance.this.provider();
        }
    }
}

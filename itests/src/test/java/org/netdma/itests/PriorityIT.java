// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.client.ChannelInfo;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.tck.exam.Service;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** Clients ask for priorities, and engines have them or not. */
@InFelix({NetDmaOptions.class, TestBundles.class, ReferenceTwin.class})
class PriorityIT {

    private static final String REFERENCE = ProviderBundle.REFERENCE.instanceId();
    private static final int HIGHEST = 3;

    /** What may come between allocation and copies. */
    private enum Event {
        NOTHING((channel, pnp) -> { }),
        SUSPEND_AND_RESUME((channel, pnp) -> {
            channel.suspend();
            channel.resume();
        }),
        RESET((channel, pnp) -> channel.reset()),
        ABORT_AND_RESET((channel, pnp) -> {
            channel.abort();
            channel.reset();
        }),
        LOW_POWER((channel, pnp) -> {
            pnp.setPower(REFERENCE, DevicePowerState.D3);
            pnp.setPower(REFERENCE, DevicePowerState.D0);
        });

        private final Step step;

        Event(Step step) {
            this.step = step;
        }
    }

    @FunctionalInterface
    private interface Step {
        void take(DmaChannel channel, PnpManager pnp) throws Exception;
    }

    private Machine machine;
    private DmaClient client;
    private EngineRace race;

    @BeforeEach
    void start(BundleContext context) throws Exception {
        machine = new Machine(context);
        machine.installAndStart(ProviderBundle.REFERENCE.jar());
        machine.awaitProvider(REFERENCE);
        client = machine.clients().register("priorities");
        race = new EngineRace(machine.memory());
    }

    @AfterEach
    void stop() throws Exception {
        race.close();
        client.close();
        machine.uninstallDrivers();
        assertEquals(0, machine.memory().usage().regions());
    }

    private DmaChannel allocate(String instanceId, int priority) throws Exception {
        return client.allocateChannel(ChannelRequest.DEFAULT.withProvider(instanceId).withPriority(priority)
                .withRingCapacity(EngineRace.RING));
    }

    private static void assertShare(double share, long copies) {
        double expected = share * EngineRace.SHORT;
        assertTrue(copies > expected * 0.75 && copies < expected * 1.25,
                () -> "%d copies of the other channel were done during %d, expected about %.0f".formatted(copies,
                        EngineRace.SHORT, expected));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[CHN-5] an urgent channel has eight times the share, the other its own; whatever came before")
    void shouldServeTheUrgentMoreOften(Event event, @Service PnpManager pnp) throws Exception {
        try (DmaChannel normal = allocate(REFERENCE, 0); DmaChannel urgent = allocate(REFERENCE, HIGHEST)) {
            event.step.take(urgent, pnp);
            for (int i = 0; i < 3; i++) {
                assertShare(1.0 / 8, race.run(normal, urgent));
            }
            assertEquals(HIGHEST, urgent.info().priority());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, HIGHEST})
    @DisplayName("[CHN-5] channels of the same priority share evenly")
    void shouldServeEqualsEvenly(int priority) throws Exception {
        try (DmaChannel one = allocate(REFERENCE, priority); DmaChannel other = allocate(REFERENCE, priority)) {
            assertShare(1, race.run(one, other));
        }
    }

    @Test
    @DisplayName("[CHN-5] more than the engine has is clipped, and reported as clipped")
    void shouldClip() throws Exception {
        try (DmaChannel channel = allocate(REFERENCE, 100)) {
            assertEquals(HIGHEST, channel.info().priority());
            assertEquals(100, channel.info().requestedPriority());
        }
    }

    @Test
    @DisplayName("[CHN-5] [STO-3] a restart takes the priority with the channel: the next one has what it asks for")
    void shouldNotInheritAPriority(@Service PnpManager pnp) throws Exception {
        DmaChannel urgent = allocate(REFERENCE, HIGHEST);
        int number = urgent.info().number();
        urgent.close();
        assertNormal(number);

        DmaChannel open = allocate(REFERENCE, HIGHEST);
        pnp.restart(REFERENCE);
        assertEquals(ChannelState.REMOVED, open.info().state());
        machine.awaitProvider(REFERENCE);
        assertNormal(number);
    }

    /** The channel of this number is free, and has no priority of an earlier client. */
    private void assertNormal(int number) throws Exception {
        try (DmaChannel one = allocate(REFERENCE, 0); DmaChannel other = allocate(REFERENCE, 0)) {
            assertEquals(number, one.info().number());
            assertEquals(0, one.info().priority());
            assertShare(1, race.run(other, one));
        }
    }

    @Test
    @DisplayName("[CHN-5] an engine without priorities takes the request, clips it to 0, and shares evenly")
    void shouldClipToNone(@Service ConfigurationAdmin configurations) throws Exception {
        ReferenceTwin.configure(configurations, Map.of("priorities", false));
        machine.installAndStart(ReferenceTwin.jar());
        machine.installAndStart(ProviderBundle.MINIMAL.jar());
        try {
            for (String engine : List.of(ReferenceTwin.INSTANCE_ID, ProviderBundle.MINIMAL.instanceId())) {
                machine.awaitProvider(engine);
                try (DmaChannel channel = allocate(engine, HIGHEST)) {
                    ChannelInfo listed = machine.clients().channels().get(0);
                    assertEquals(List.of(0, HIGHEST), List.of(listed.priority(), listed.requestedPriority()), engine);
                    assertEquals(listed.priority(), channel.info().priority());
                }
            }
            try (DmaChannel normal = allocate(ReferenceTwin.INSTANCE_ID, 0);
                    DmaChannel urgent = allocate(ReferenceTwin.INSTANCE_ID, HIGHEST)) {
                assertShare(1, race.run(normal, urgent));
            }
        } finally {
            ReferenceTwin.forget(configurations);
        }
    }
}

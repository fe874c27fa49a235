// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.DESTINATION;
import static org.netdma.provider.reference.hw.EngineFixture.SLOTS;
import static org.netdma.provider.reference.hw.EngineFixture.SOURCE;
import static org.netdma.provider.reference.hw.EngineFixture.slot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaVersion;

/** Each descriptor interrupts, so that the order of interrupts is the order in which the engine did the descriptors. */
@DisplayName("priorities")
class PriorityTest {

    private static final int CHANNELS = 16;
    private static final int ROUNDS = 20;

    private final EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0, CHANNELS);

    private void prioritize(int... priorities) {
        for (int channel = 0; channel < priorities.length; channel++) {
            fixture.engine.channel(channel).prioritize(priorities[channel]);
        }
    }

    /** Gives a channel so many copies to do. */
    private static void submit(EngineFixture to, int channel, int copies) {
        for (int i = 0; i < SLOTS; i++) {
            to.write(channel, i, 64, INTERRUPT_ON_COMPLETION, SOURCE + i * 64, DESTINATION + i * 64,
                    slot(channel, (i + 1) % SLOTS));
        }
        to.engine.channel(channel).startDma(slot(channel, 0), copies);
    }

    private void keepBusy(int... channels) {
        for (int channel : channels) {
            submit(fixture, channel, 1_000_000);
        }
    }

    /** {@return the channels that have had a turn since the last call, in order} */
    private List<Integer> turns() {
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < fixture.interrupts.size(); i += EngineFixture.TURN) {
            List<Integer> turn = fixture.interrupts.subList(i, i + EngineFixture.TURN);
            assertEquals(Collections.nCopies(EngineFixture.TURN, turn.get(0)), turn, "one turn, of one channel");
            turns.add(turn.get(0));
        }
        fixture.interrupts.clear();
        return turns;
    }

    private List<Integer> work(int slots) {
        for (int i = 0; i < slots; i++) {
            assertTrue(fixture.engine.doWork() > 0, "there is work");
        }
        return turns();
    }

    @Test
    @DisplayName("[CHN-5] busy channels have turns as 1 to 2 to 4 to 8, the most urgent one the first of each slot")
    void shouldServeByPriority() {
        prioritize(0, 1, 2, 3);
        keepBusy(0, 1, 2, 3);

        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> turns = work(TurnSlots.COUNT);

            assertEquals(List.of(1, 2, 4, 8), IntStream.range(0, 4).map(n -> Collections.frequency(turns, n)).boxed()
                    .toList(), turns::toString);
            assertEquals(3, turns.get(0), turns::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 0, 8", "3, 1, 4", "3, 2, 2", "2, 0, 4", "2, 1, 2", "1, 0, 2"})
    @DisplayName("[CHN-5] two busy channels share the engine by their priorities while more urgent ones are idle")
    void shouldKeepSharesWithoutTheOthers(int higher, int lower, int ratio) {
        prioritize(3, lower, higher);
        keepBusy(1, 2);
        while (!work(1).contains(1)) {
            assertEquals(0, fixture.interrupts.size());
        }

        List<Integer> turns = work(ROUNDS * (ratio + 1));

        int ofHigher = Collections.frequency(turns, 2);
        int ofLower = Collections.frequency(turns, 1);
        assertTrue(Math.abs(ofHigher - ratio * ofLower) <= ratio, turns::toString);
    }

    @Test
    @DisplayName("[CHN-5] an urgent channel waits for two turns of 15 busy others, not for 15")
    void shouldLetTheUrgentWaitForFew() {
        prioritize(0, 0, 0, 0, 0, 3);
        keepBusy(IntStream.range(0, CHANNELS).toArray());

        List<Integer> turns = work(ROUNDS * TurnSlots.COUNT);

        int waited = 0;
        for (int channel : turns) {
            waited = channel == 5 ? 0 : waited + 1;
            assertTrue(waited <= 2, turns::toString);
        }
    }

    @Test
    @DisplayName("[CHN-5] an urgent copy is the next, however much others have to do")
    void shouldServeTheUrgentNext() {
        prioritize(0, 0, 3, 0);
        keepBusy(0, 1, 3);
        for (int i = 0; i < ROUNDS; i++) {
            fixture.engine.doWork();
            fixture.interrupts.clear();
            submit(fixture, 2, 1);

            fixture.engine.doWork();

            assertEquals(2, fixture.interrupts.get(0));
        }
    }

    @Test
    @DisplayName("[CHN-5] a normal channel has its turn in each round of 15 urgent ones")
    void shouldStarveNobody() {
        prioritize(3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0);
        keepBusy(IntStream.range(0, CHANNELS).toArray());
        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> turns = work(TurnSlots.COUNT);

            assertEquals(1, Collections.frequency(turns, 15), turns::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    @DisplayName("[CHN-5] a channel that is alone with its work has the whole engine, whatever its priority")
    void shouldGiveAllToOne(int priority) {
        prioritize(3, 2, 1, 0, priority);
        keepBusy(4);

        assertEquals(Collections.nCopies(100, 4), work(100));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    @DisplayName("[CHN-5] channels of the same priority are served evenly, beside an urgent one that is idle")
    void shouldServeEqualsEvenly(int priority) {
        prioritize(priority, priority, priority, priority, priority, 3);
        keepBusy(0, 1, 2, 3, 4);
        for (int round = 0; round < ROUNDS; round++) {
            work(1);
        }
        List<Integer> turns = new ArrayList<>();
        while (turns.size() < 500) {
            turns.addAll(work(1));
        }
        for (int n = 0; n < 5; n++) {
            int served = Collections.frequency(turns, n);
            assertTrue(Math.abs(served - turns.size() / 5) <= 1, turns::toString);
        }
    }

    @Test
    @DisplayName("[CHN-5] whatever the priorities, the engine rests only when nothing is left to do")
    void shouldDoAll() {
        RandomRuns.check(100, random -> {
            EngineFixture some = new EngineFixture(random.nextBoolean() ? NetDmaVersion.V2_0 : NetDmaVersion.V1_1,
                    RegisterMap.MAXIMUM_CHANNELS);
            for (int round = 0; round < 10; round++) {
                int copies = 0;
                for (int busy = random.nextInt(6); busy >= 0; busy--) {
                    int channel = random.nextInt(RegisterMap.MAXIMUM_CHANNELS / 6) * 6 + busy;
                    int chain = 1 + random.nextInt(SLOTS);
                    some.engine.channel(channel).prioritize(random.nextInt(RegisterMap.HIGHEST_PRIORITY + 1));
                    submit(some, channel, chain);
                    some.link(channel, chain - 1, 0);
                    copies += chain;
                }
                some.run();
                assertEquals(copies, some.interrupts.size(), "copies done");
                some.interrupts.clear();
            }
        });
    }

    @Test
    @DisplayName("[CHN-5] priorities last until the channel is disabled or power is lost; a reset keeps them")
    void shouldKeepThePriority() {
        ChannelRegisters channel = fixture.engine.channel(7);
        for (int priority : new int[] {3, 1, 2, 0}) {
            channel.prioritize(priority);
            assertEquals(priority, channel.priority());
        }
        channel.prioritize(2);
        channel.give(Command.RESET);
        fixture.run();
        assertEquals(2, channel.priority());
        assertEquals(0, fixture.engine.channel(6).priority());

        channel.disable();
        assertEquals(0, channel.priority());

        channel.prioritize(3);
        fixture.engine.loseContext();
        assertEquals(0, channel.priority());
    }
}

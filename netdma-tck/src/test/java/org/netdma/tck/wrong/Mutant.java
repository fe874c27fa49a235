// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.netdma.provider.NetDma;
import org.netdma.tck.Ability;
import org.netdma.tck.ProviderUnderTest;
import org.netdma.tck.bench.DriverFactory;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/**
 * A correct provider with one mistake.
 *
 * @param name     what it does wrong
 * @param fails    the tests that it fails, those and no others: starts of their display names; none when the change
 *                 is one that the contract allows
 * @param mayFail  tests that it may fail besides, as chance will have it
 * @param provider what the kit is given
 * @param prepare  makes it ready, before the kit runs
 */
public record Mutant(String name, List<String> fails, List<String> mayFail, ProviderUnderTest provider,
        Runnable prepare) {

    /** A mistake that always fails the same tests. */
    Mutant(String name, List<String> fails, ProviderUnderTest provider, Runnable prepare) {
        this(name, fails, List.of(), provider, prepare);
    }


    /** Whether the JVM says late that pages have vanished, as HotSpot 17 does; newer ones say it at once. */
    static final boolean IS_LATE = Runtime.version().feature() < 18;
    /** Of each wait: those that never complete reach it, again and again. */
    static final Duration LIMIT = Duration.ofSeconds(4);
    /** What no machine is too slow for. */
    private static final Duration LONG_LIMIT = Duration.ofSeconds(30);

    /** Makes a channel of a driver, here one that does something wrong. */
    @FunctionalInterface
    interface Channels {
        SoundChannel create(SoundDevice device, int number);
    }

    /** {@return all of them} */
    public static List<Mutant> all() {
        return Stream.of(RegistrationMutants.TABLE, LifecycleMutants.TABLE, ChannelMutants.TABLE, TransferMutants.TABLE,
                ChainMutants.TABLE, StoppingMutants.TABLE, SuspensionMutants.TABLE, CompletionMutants.TABLE,
                InterruptMutants.TABLE, RequestMutants.TABLE, RemovalMutants.TABLE, PowerMutants.TABLE,
                MinimalMutants.table(), ReferenceMutants.TABLE)
                .flatMap(List::stream).toList();
    }

    /** {@return a provider whose driver does something wrong} */
    static Mutant driver(String name, String fails, DriverFactory drivers) {
        return new Mutant(name, List.of(fails), ProviderUnderTest.of(drivers).can(Ability.ABORT, Ability.RESET)
                .limit(LIMIT), () -> { });
    }

    /** {@return the same with all abilities; the driver is an {@link AbleSoundDriver}} */
    static Mutant ableDriver(String name, String fails, DriverFactory drivers) {
        return driver(name, fails, drivers).with(provider -> provider.can(Ability.SUSPEND, Ability.POWER, Ability.DCA,
                Ability.GROUPS));
    }

    /** {@return a provider whose channels do something wrong} */
    static Mutant plain(String name, String fails, Channels channels) {
        return driver(name, fails, (io, netDma) -> new Plain(io, netDma, channels));
    }

    /** {@return a provider with all abilities whose channels do something wrong} */
    static Mutant able(String name, String fails, Channels channels) {
        return ableDriver(name, fails, (io, netDma) -> new Able(io, netDma, channels));
    }

    /** {@return the same, that is right in spite of its change, which fails nothing} */
    Mutant isRight(String why) {
        return new Mutant("%s, which is right: %s".formatted(name, why), List.of(), provider, prepare);
    }

    /** {@return the same on this machine} */
    Mutant on(Machine machine) {
        return with(machine::build);
    }

    /** {@return the same, which fails one more test} */
    Mutant andFails(String another) {
        List<String> more = new ArrayList<>(fails);
        more.add(another);
        return new Mutant(name, List.copyOf(more), mayFail, provider, prepare);
    }

    /** {@return the same, which fails one more test sometimes} */
    Mutant andMayFail(String another) {
        return new Mutant(name, fails, List.of(another), provider, prepare);
    }

    /** {@return the same with another description} */
    Mutant on(UnaryOperator<ProviderUnderTest> change) {
        return with(change);
    }

    /** {@return the same, with all the time that a busy machine may take} */
    public Mutant patient() {
        return with(patient -> patient.limit(LONG_LIMIT));
    }

    private Mutant with(UnaryOperator<ProviderUnderTest> change) {
        return new Mutant(name, fails, mayFail, change.apply(provider), prepare);
    }

    private static final class Plain extends SoundDriver {

        private final Channels channels;

        Plain(IoManager io, NetDma netDma, Channels channels) {
            super(io, netDma);
            this.channels = channels;
        }

        @Override
        protected SoundChannel channel(SoundDevice device, int number) {
            return channels.create(device, number);
        }
    }

    private static final class Able extends AbleSoundDriver {

        private final Channels channels;

        Able(IoManager io, NetDma netDma, Channels channels) {
            super(io, netDma);
            this.channels = channels;
        }

        @Override
        protected SoundChannel channel(SoundDevice device, int number) {
            return channels.create(device, number);
        }
    }
}

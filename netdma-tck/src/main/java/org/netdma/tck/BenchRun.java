// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.BrokenPremise;
import org.netdma.tck.bench.Violation;
import org.opentest4j.TestAbortedException;

/**
 * One test on a bench of its own: skips it when the provider lacks what it {@link Needs}, or what is {@link Given} does
 * not hold; else calls it on a thread of the bench, with a limit.
 */
final class BenchRun {

    /** How many waits a test may have that reach their limit. */
    private static final int LONGEST_TEST = 6;
    /** What any test may take, however short the limit: the machine may be busy. */
    private static final Duration SHORTEST_LIMIT = Duration.ofMinutes(1);

    private final Method test;
    private final Class<?> suite;
    private final ProviderUnderTest provider;

    private BenchRun(ConformanceSuite suite, Method test) {
        this.test = test;
        this.suite = suite.getClass();
        this.provider = suite.provider();
    }

    /** {@return one of the methods below, for calling it in a container} */
    static Method method(String name) {
        return Arrays.stream(BenchRun.class.getDeclaredMethods()).filter(method -> method.getName().equals(name))
                .findFirst().orElseThrow();
    }

    /** {@return nothing known yet} */
    static Premises premises() {
        return new Premises();
    }

    /**
     * Runs a test.
     *
     * @param suite     it is in
     * @param test      its method
     * @param arguments of the method, null for the bench
     * @param premises  what is known of the provider
     * @param report    takes what was seen besides
     * @throws Throwable what the test threw
     */
    static void run(ConformanceSuite suite, Method test, List<Object> arguments, Premises premises,
            BiConsumer<String, String> report) throws Throwable {
        BenchRun run = new BenchRun(suite, test);
        try {
            run.checkNeeds(premises);
            try (Closing closing = new Closing(new Bench(run.provider.plan()), report)) {
                run.call(suite, arguments, closing.bench);
            }
        } catch (BrokenPremise e) {
            premises.noteSkipped(test.getName(), e);
            throw e;
        } catch (TestAbortedException e) {
            throw e; // the provider lacks what the test is about
        } catch (Throwable e) {
            premises.noteFailed();
            throw e;
        }
    }

    /** {@return what is wrong though no test failed; empty when nothing is} */
    static String verdict(Premises premises) {
        return premises.verdict();
    }

    private void call(ConformanceSuite instance, List<Object> arguments, Bench bench) {
        Object[] filled = arguments.stream().map(argument -> argument == null ? bench : argument).toArray();
        bench.threads().await("the test", bench.threads().begin("client", () -> {
            test.setAccessible(true);
            try {
                return test.invoke(instance, filled);
            } catch (InvocationTargetException e) {
                throw BenchRun.<RuntimeException>sneak(e.getCause());
            }
        }), longest(provider.limit().multipliedBy(LONGEST_TEST)));
    }

    private static Duration longest(Duration limit) {
        return limit.compareTo(SHORTEST_LIMIT) < 0 ? SHORTEST_LIMIT : limit;
    }

    @SuppressWarnings("unchecked") // checked or not, it is thrown as it is
    private static <E extends Throwable> E sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** Closes the bench and reports what was seen on it. */
    private record Closing(Bench bench, BiConsumer<String, String> report) implements AutoCloseable {

        @Override
        public void close() {
            closeBench();
            Stream<String> violations = bench.violations().all().stream().map(Violation::toString);
            String seen = Stream.concat(violations, bench.thrown().stream()).distinct()
                    .collect(Collectors.joining("; "));
            if (!seen.isEmpty()) {
                report.accept("seen on the bench", seen);
            }
        }

        /** A driver that can not be removed fails the tests about removal, not the others. */
        private void closeBench() {
            try {
                bench.close();
            } catch (AssertionError | RuntimeException e) {
                report.accept("after the test", String.valueOf(e.getMessage()));
            }
        }
    }

    private void checkNeeds(Premises premises) {
        Stream.of(ofTest(Needs.class), ofSuite(Needs.class)).flatMap(Optional::stream)
                .flatMap(needs -> Stream.of(needs.value()))
                .forEach(ability -> assumeTrue(provider.declares(ability), "the provider does not declare " + ability));
        ofTest(Given.class).or(() -> ofSuite(Given.class)).stream().flatMap(given -> Stream.of(given.value()))
                .forEach(premise -> premises.assume(premise, provider));
    }

    private <A extends Annotation> Optional<A> ofTest(Class<A> type) {
        return AnnotationSupport.findAnnotation(test, type);
    }

    private <A extends Annotation> Optional<A> ofSuite(Class<A> type) {
        return AnnotationSupport.findAnnotation(suite, type);
    }
}

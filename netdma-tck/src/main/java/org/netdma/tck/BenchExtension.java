// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.Violation;

/**
 * Gives each test a bench, runs it on a thread of the bench with a limit, and skips it when the provider lacks what it
 * {@link Needs}, or what is {@link Given} does not hold.
 */
final class BenchExtension implements ParameterResolver, InvocationInterceptor, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(BenchExtension.class);
    /** How many waits a test may have that reach their limit. */
    private static final int LONGEST_TEST = 6;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Bench.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Bench bench = new Bench(provider(context).plan());
        context.getStore(NAMESPACE).put(Bench.class, bench);
        return bench;
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        checkNeeds(context);
        Bench bench = context.getStore(NAMESPACE).get(Bench.class, Bench.class);
        bench.threads().await("the test", bench.threads().begin("client", () -> {
            proceed(invocation);
            return null;
        }), provider(context).limit().multipliedBy(LONGEST_TEST));
    }

    private static void proceed(Invocation<Void> invocation) throws Exception {
        try {
            invocation.proceed();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Bench bench = context.getStore(NAMESPACE).remove(Bench.class, Bench.class);
        if (bench == null) {
            return;
        }
        close(bench, context);
        Stream<String> violations = bench.violations().all().stream().map(Violation::toString);
        String seen = Stream.concat(violations, bench.thrown().stream()).distinct().collect(Collectors.joining("; "));
        if (!seen.isEmpty()) {
            context.publishReportEntry("seen on the bench", seen);
        }
    }

    /** A driver that can not be removed fails the tests about removal, not the others. */
    private static void close(Bench bench, ExtensionContext context) {
        try {
            bench.close();
        } catch (AssertionError | RuntimeException e) {
            context.publishReportEntry("after the test", String.valueOf(e.getMessage()));
        }
    }

    private static void checkNeeds(ExtensionContext context) {
        ProviderUnderTest provider = provider(context);
        Stream.of(ofTest(context, Needs.class), ofSuite(context, Needs.class)).flatMap(Optional::stream)
                .flatMap(needs -> Stream.of(needs.value()))
                .forEach(ability -> assumeTrue(provider.declares(ability), "the provider does not declare " + ability));
        ofTest(context, Given.class).or(() -> ofSuite(context, Given.class))
                .stream().flatMap(given -> Stream.of(given.value()))
                .forEach(premise -> premises(context).assume(premise, provider));
    }

    private static <A extends Annotation> Optional<A> ofTest(ExtensionContext context, Class<A> type) {
        return AnnotationSupport.findAnnotation(context.getElement(), type);
    }

    private static <A extends Annotation> Optional<A> ofSuite(ExtensionContext context, Class<A> type) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), type);
    }

    private static Premises premises(ExtensionContext context) {
        Class<?> topLevel = context.getRequiredTestInstances().getAllInstances().get(0).getClass();
        return context.getRoot().getStore(NAMESPACE)
                .getOrComputeIfAbsent(topLevel, type -> new Premises(), Premises.class);
    }

    private static ProviderUnderTest provider(ExtensionContext context) {
        return ((ConformanceSuite) context.getRequiredTestInstance()).provider();
    }
}

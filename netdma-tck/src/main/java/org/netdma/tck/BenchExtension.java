// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.exam.TestSite;
import org.opentest4j.AssertionFailedError;

/** Gives each test a bench: has it run by {@link BenchRun}, here or in the container that the test class asks for. */
final class BenchExtension implements ParameterResolver, InvocationInterceptor, AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(BenchExtension.class);
    private static final Method RUN = BenchRun.method("run");
    private static final Method PREMISES = BenchRun.method("premises");
    private static final Method VERDICT = BenchRun.method("verdict");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Bench.class;
    }

    /** {@return nothing yet: the bench is made where the test runs} */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> test,
            ExtensionContext context) throws Throwable {
        invocation.skip();
        TestSite site = TestSite.of(context);
        BiConsumer<String, String> report = context::publishReportEntry;
        site.invoke(null, RUN, Arrays.asList(context.getRequiredTestInstance(), test.getExecutable(),
                test.getArguments(), premises(site, context), report));
    }

    /** Fails the top-level class when tests were skipped for something broken and none failed: it is never green. */
    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Object premises = context.getRoot().getStore(NAMESPACE).get(context.getRequiredTestClass());
        if (premises == null || context.getParent().flatMap(ExtensionContext::getTestClass).isPresent()) {
            return;
        }
        String wrong = verdict(TestSite.of(context), premises);
        if (!wrong.isEmpty()) {
            throw new AssertionFailedError(wrong);
        }
    }

    private static String verdict(TestSite site, Object premises) throws Exception {
        try {
            return (String) site.invoke(null, VERDICT, List.of(premises));
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return what is known of the provider of the top-level class, there where its tests run} */
    private static Object premises(TestSite site, ExtensionContext context) throws Throwable {
        Class<?> topLevel = context.getRequiredTestInstances().getAllInstances().get(0).getClass();
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        synchronized (topLevel) {
            Object known = store.get(topLevel);
            if (known == null) {
                known = site.invoke(null, PREMISES, List.of());
                store.put(topLevel, known);
            }
            return known;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.ops4j.pax.exam.Option;

/** The Jupiter driver for Pax Exam: see {@link InFelix}. */
final class PaxExam implements BeforeAllCallback, InvocationInterceptor, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(PaxExam.class);

    /** The store closes the container after the class; a nested class finds that of its enclosing class. */
    @Override
    public void beforeAll(ExtensionContext context) {
        FelixContainer container = context.getStore(NAMESPACE).getOrComputeIfAbsent(FelixContainer.class,
                type -> FelixContainer.start(context.getRequiredTestClass(), options(context)), FelixContainer.class);
        context.getStore(TestSite.NAMESPACE).put(TestSite.class, container.inside());
    }

    private static List<Option> options(ExtensionContext context) {
        InFelix annotation = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), InFelix.class)
                .orElseThrow(() -> new IllegalStateException("use @InFelix, not @ExtendWith(PaxExam.class)"));
        List<Option> options = new ArrayList<>();
        for (Class<? extends ContainerOptions> type : annotation.value()) {
            options.addAll(newInstance(type).options());
        }
        return options;
    }

    private static ContainerOptions newInstance(Class<? extends ContainerOptions> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " needs a public constructor without parameters", e);
        }
    }

    private static FelixContainer container(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(FelixContainer.class, FelixContainer.class);
    }

    /** Makes an instance on both sides: Jupiter keeps the one outside and knows nothing of the other. */
    @Override
    public <T> T interceptTestClassConstructor(Invocation<T> invocation,
            ReflectiveInvocationContext<Constructor<T>> call, ExtensionContext context) throws Throwable {
        T outside = invocation.proceed();
        container(context).inside().construct(outside, call.getExecutable(), call.getArguments());
        return outside;
    }

    @Override
    public void interceptBeforeAllMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call,
            ExtensionContext context) throws Throwable {
        invokeInside(invocation, call, context);
    }

    @Override
    public void interceptBeforeEachMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call,
            ExtensionContext context) throws Throwable {
        invokeInside(invocation, call, context);
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call,
            ExtensionContext context) throws Throwable {
        invokeInside(invocation, call, context);
    }

    @Override
    public void interceptTestTemplateMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call,
            ExtensionContext context) throws Throwable {
        invokeInside(invocation, call, context);
    }

    @Override
    @SuppressWarnings("unchecked") // the method of the same name returns the same type, one that both sides share
    public <T> T interceptTestFactoryMethod(Invocation<T> invocation, ReflectiveInvocationContext<Method> call,
            ExtensionContext context) throws Throwable {
        return (T) invokeInside(invocation, call, context);
    }

    @Override
    public void interceptAfterEachMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call,
            ExtensionContext context) throws Throwable {
        invokeInside(invocation, call, context);
    }

    @Override
    public void interceptAfterAllMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call,
            ExtensionContext context) throws Throwable {
        invokeInside(invocation, call, context);
    }

    private static Object invokeInside(Invocation<?> invocation, ReflectiveInvocationContext<Method> call,
            ExtensionContext context) throws Throwable {
        invocation.skip();
        return container(context).inside().invoke(call.getTarget().orElse(null), call.getExecutable(),
                call.getArguments());
    }

    /** Claims the parameters that are filled inside; what stands in for them here is null. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Inside.isFilledInside(parameter.getParameter());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }
}

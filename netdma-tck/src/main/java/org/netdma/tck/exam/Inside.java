// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;

/** The test classes and instances inside, by their counterparts outside. */
final class Inside implements TestSite {

    private final BundleContext context;
    private final Map<Object, Object> instances = new IdentityHashMap<>();

    /** @param context of the bundle that holds the test classes */
    Inside(BundleContext context) {
        this.context = context;
    }

    /** {@return whether a parameter gets its value here} */
    static boolean isFilledInside(Parameter parameter) {
        return parameter.getType() == BundleContext.class || parameter.isAnnotationPresent(Service.class);
    }

    /** Makes the counterpart of an instance outside. */
    void construct(Object outside, Constructor<?> constructor, List<Object> arguments) throws Throwable {
        Constructor<?> inside = type(constructor.getDeclaringClass())
                .getDeclaredConstructor(types(constructor.getParameterTypes()));
        inside.setAccessible(true);
        Object instance = call(constructor.getParameters(), arguments, inside::newInstance);
        instances.put(outside, instance);
    }

    @Override
    public Object invoke(Object outside, Method method, List<Object> arguments) throws Throwable {
        Method inside = counterpart(method);
        Object instance = instances.get(outside);
        return call(method.getParameters(), arguments, filled -> inside.invoke(instance, filled));
    }

    private Object call(Parameter[] parameters, List<Object> arguments, Call call) throws Throwable {
        try (Services services = new Services(context)) {
            Object[] filled = new Object[parameters.length];
            for (int i = 0; i < filled.length; i++) {
                filled[i] = fill(parameters[i], arguments.get(i), services);
            }
            return call.with(filled);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object fill(Parameter parameter, Object argument, Services services) throws Throwable {
        if (parameter.getType() == BundleContext.class) {
            return context;
        }
        if (parameter.isAnnotationPresent(Service.class)) {
            return services.get(parameter.getType().getName(), parameter.getAnnotation(Service.class).filter());
        }
        return counterpart(argument);
    }

    private Method counterpart(Method outside) throws ReflectiveOperationException {
        Method inside = type(outside.getDeclaringClass())
                .getDeclaredMethod(outside.getName(), types(outside.getParameterTypes()));
        inside.setAccessible(true);
        return inside;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an enum's class is not known before it is looked up
    private Object counterpart(Object argument) throws ReflectiveOperationException {
        if (argument instanceof Method outside) {
            return counterpart(outside);
        }
        if (argument instanceof Enum<?> constant) {
            return Enum.valueOf((Class) type(constant.getDeclaringClass()), constant.name());
        }
        return argument instanceof Class<?> outside ? type(outside) : instances.getOrDefault(argument, argument);
    }

    private Class<?>[] types(Class<?>[] outside) throws ClassNotFoundException {
        Class<?>[] inside = new Class<?>[outside.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = type(outside[i]);
        }
        return inside;
    }

    private Class<?> type(Class<?> outside) throws ClassNotFoundException {
        if (outside.isArray()) {
            return type(outside.getComponentType()).arrayType();
        }
        return outside.isPrimitive() ? outside : context.getBundle().loadClass(outside.getName());
    }

    private interface Call {
        Object with(Object[] arguments) throws ReflectiveOperationException;
    }
}

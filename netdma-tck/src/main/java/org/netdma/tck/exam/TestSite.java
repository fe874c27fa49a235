// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Where the methods of a test class run: where Jupiter is, or in the container that the class is annotated with. For
 * extensions that call methods themselves.
 */
public interface TestSite {

    /** The key of its own in the store of this namespace. */
    Namespace NAMESPACE = Namespace.create(TestSite.class);

    /**
     * Calls the counterpart of a method there.
     *
     * @param instance  it is called on, or its counterpart; null for a static method
     * @param method    as it is here
     * @param arguments as {@link InFelix} says of arguments; instances and methods are replaced too
     * @return what it returned, as it is there
     * @throws Throwable what it threw
     */
    Object invoke(Object instance, Method method, List<Object> arguments) throws Throwable;

    /** {@return where the methods of the context's test class run} */
    static TestSite of(ExtensionContext context) {
        TestSite container = context.getStore(NAMESPACE).get(TestSite.class, TestSite.class);
        return container == null ? TestSite::invokeHere : container;
    }

    private static Object invokeHere(Object instance, Method method, List<Object> arguments) throws Throwable {
        method.setAccessible(true);
        try {
            return method.invoke(instance, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

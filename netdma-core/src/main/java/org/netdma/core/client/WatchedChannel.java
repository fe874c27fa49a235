// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.client;

import java.lang.ref.Reference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.netdma.client.DmaChannel;
import org.netdma.core.channel.CoreChannel;

/**
 * What a watched client has as its channel: passes each call on to the real one, and is collected when the client loses
 * it, while the interface keeps the real one.
 *
 * @param channel the real one
 * @param closing set when the client closes it
 */
record WatchedChannel(CoreChannel channel, AtomicBoolean closing) implements InvocationHandler {

    /** {@return the client's channel} */
    static DmaChannel of(CoreChannel channel, AtomicBoolean closing) {
        return (DmaChannel) Proxy.newProxyInstance(DmaChannel.class.getClassLoader(), new Class<?>[] {DmaChannel.class},
                new WatchedChannel(channel, closing));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "close" -> {
                    closing.set(true);
                    yield method.invoke(channel, arguments);
                }
                default -> method.invoke(channel, arguments);
            };
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            Reference.reachabilityFence(proxy); // else the JVM may take it for lost while it waits in here
        }
    }
}

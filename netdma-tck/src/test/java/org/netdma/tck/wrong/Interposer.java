// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.netdma.provider.BusMemory;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.ChannelAllocation.Allocated;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.tck.bench.DriverFactory;
import org.netdma.wdm.DeferredProcedureCall;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.driver.AddDevice;
import org.netdma.wdm.driver.DeferredRoutine;
import org.netdma.wdm.driver.Dispatch;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.InterruptServiceRoutine;
import org.netdma.wdm.driver.Unload;

/**
 * Stands between a correct driver and the bench, on every call in either direction, and changes some of them: so a
 * mistake is one lambda, whatever the driver.
 */
final class Interposer implements DriverFactory {

    private static final Set<Class<?>> CROSSED = Set.of(Driver.class, DriverObject.class, AddDevice.class, Unload.class,
            Dispatch.class, NetDma.class, ProviderRegistration.class, DmaProvider.class, ProviderChannel.class,
            ChannelHandle.class, BusMemory.class, IoManager.class, DeferredProcedureCall.class, DeferredRoutine.class,
            InterruptObject.class, InterruptServiceRoutine.class);

    private final DriverFactory correct;
    private final Map<String, Change> changes;

    /** What becomes of a call. */
    @FunctionalInterface
    interface Change {
        Object apply(Call call) throws Throwable;
    }

    /** @param changes by the name of the method; of a dispatch routine, by that of the IRP's minor function */
    Interposer(DriverFactory correct, Map<String, Change> changes) {
        this.correct = correct;
        this.changes = changes;
    }

    @Override
    public Driver create(IoManager io, NetDma netDma) {
        Session session = new Session(io);
        return (Driver) session.cross(correct.create((IoManager) session.cross(io), (NetDma) session.cross(netDma)));
    }

    /** One driver: what stands for its objects, and for those that it was given. */
    private final class Session {

        private final Map<Object, Object> proxies = new IdentityHashMap<>();
        private final Map<String, Integer> counts = new HashMap<>();
        private final IoManager io;

        Session(IoManager io) {
            this.io = io;
        }

        /** {@return what stands for an object on the other side; what it stands for, when it goes back} */
        synchronized Object cross(Object object) {
            if (object == null) {
                return null;
            }
            if (Proxy.isProxyClass(object.getClass())) {
                return ((Crossing) Proxy.getInvocationHandler(object)).target;
            }
            if (object instanceof Allocated allocated) {
                return new Allocated((ProviderChannel) cross(allocated.channel()), allocated.cpu(),
                        allocated.priority());
            }
            return CROSSED.stream().anyMatch(type -> type.isInstance(object))
                    ? proxies.computeIfAbsent(object, this::proxy) : object;
        }

        private Object proxy(Object target) {
            Set<Class<?>> types = new LinkedHashSet<>();
            for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
                addInterfaces(type, types);
            }
            return Proxy.newProxyInstance(Interposer.class.getClassLoader(), types.toArray(Class<?>[]::new),
                    new Crossing(this, target));
        }

        private void addInterfaces(Class<?> type, Set<Class<?>> types) {
            for (Class<?> one : type.getInterfaces()) {
                if (Modifier.isPublic(one.getModifiers()) && one.getName().startsWith("org.netdma.")) {
                    types.add(one);
                } else {
                    addInterfaces(one, types);
                }
            }
        }

        Map<String, Change> changes() {
            return changes;
        }

        synchronized int count(String name) {
            return counts.merge(name, 1, Integer::sum);
        }
    }

    /** The calls of one object. */
    private record Crossing(Session session, Object target) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("equals") ? (Object) (proxy == given[0]) : method.invoke(target, given);
            }
            Object[] arguments = given == null ? new Object[0] : given;
            String name = method.getDeclaringClass() == Dispatch.class
                    ? ((Irp) arguments[1]).currentStackLocation().minor().toString() : method.getName();
            Change change = session.changes().get(name);
            Call call = new Call(session, target, method, arguments, change == null ? 0 : session.count(name));
            return session.cross(change == null ? call.proceed() : change.apply(call));
        }
    }

    /** A call on its way. What it is given and what it returns are the objects of the other side. */
    static final class Call {

        private final Session session;
        private final Object target;
        private final Method method;
        private final Object[] arguments;
        private final int count;

        private Call(Session session, Object target, Method method, Object[] arguments, int count) {
            this.session = session;
            this.target = target;
            this.method = method;
            this.arguments = arguments;
            this.count = count;
        }

        /** Makes the call, with other arguments if there are any. {@return what it returned} */
        Object proceed(Object... others) throws Throwable {
            Object[] passed = others.length == 0 ? arguments.clone() : others;
            for (int i = 0; i < passed.length; i++) {
                passed[i] = session.cross(passed[i]);
            }
            try {
                method.setAccessible(true); // interfaces of a driver's own are no business of the bench
                return method.invoke(target, passed);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        <T> T argument(int number, Class<T> type) {
            return type.cast(arguments[number]);
        }

        long address() {
            return argument(0, Long.class);
        }

        /** {@return how many calls of this name there were by now, with this one} */
        int count() {
            return count;
        }

        /** {@return the object that is called} */
        <T> T target(Class<T> type) {
            return type.cast(target);
        }

        IoManager io() {
            return session.io;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * What scripted drivers do in their routines, and what they were asked, in order. By default they do as they should. It
 * is a service under a type of the JDK, since drivers have classes of their own.
 */
final class Script implements Function<String, String>, AutoCloseable {

    private static final long LIMIT_SECONDS = 60;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<String, Function<String, String>> moves = new ConcurrentHashMap<>();
    private ServiceRegistration<?> registration;

    private Script() {
    }

    static Script open(BundleContext context) {
        Script script = new Script();
        script.registration = context.registerService(Function.class, script,
                FrameworkUtil.asDictionary(Map.of("netdma.itests.script", true)));
        return script;
    }

    /** Called with driver, routine and, except for DriverEntry and Unload, instance id. */
    @Override
    public String apply(String call) {
        lines.add(call);
        return moves.getOrDefault(call.split(" ")[1], asUsual -> "").apply(call);
    }

    /** Sets what drivers do in a routine: what it returns is their answer, what it throws they throw. */
    void when(String routine, Function<String, String> move) {
        moves.put(routine, move);
    }

    /** Lets drivers do as they should again. */
    void asUsual() {
        moves.clear();
    }

    /** Lets the next driver that comes to a routine stand still in it until it is let go. */
    Hold hold(String routine) {
        Hold hold = new Hold();
        when(routine, call -> {
            moves.remove(routine);
            return hold.stand();
        });
        return hold;
    }

    /** A driver that stands still. */
    static final class Hold {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private String stand() {
            reached.countDown();
            return await(released) ? "" : "IO_TIMEOUT";
        }

        void awaitReached() {
            assertTrue(await(reached), "a driver comes to the routine");
        }

        void letGo() {
            released.countDown();
        }

        private static boolean await(CountDownLatch latch) {
            try {
                return latch.await(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** {@return what a driver was asked about a device, in order, in words with blanks between} */
    String routines(String instanceId) {
        return lines.stream().filter(line -> line.endsWith(" " + instanceId)).map(line -> line.split(" ")[1])
                .collect(Collectors.joining(" "));
    }

    private long count(String routine) {
        return lines.stream().filter(line -> line.split(" ")[1].equals(routine)).count();
    }

    /** Each load has ended with Unload, and each device with REMOVE_DEVICE, which is the last it heard [PNP-10]. */
    void assertAllOver() {
        assertEquals(count("DriverEntry"), count("Unload"), lines::toString);
        assertEquals(count("AddDevice"), count("REMOVE_DEVICE"), lines::toString);
        lines.stream().filter(line -> line.contains("AddDevice")).map(line -> line.split(" ", 3)[2]).distinct()
                .forEach(device -> assertTrue(
                        routines(device).matches("(AddDevice ((?!AddDevice|REMOVE_DEVICE)\\w+ )*REMOVE_DEVICE ?)+"),
                        () -> device + ": " + routines(device)));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        registration.unregister();
    }
}

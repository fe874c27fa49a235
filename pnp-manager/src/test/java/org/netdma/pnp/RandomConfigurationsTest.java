// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.pnp.resource.MemoryArbiter;
import org.netdma.pnp.resource.VectorArbiter;
import org.netdma.pnp.sequence.Machine;
import org.netdma.pnp.toy.LogLines;
import org.netdma.pnp.toy.RandomRuns;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.MemoryRequirement;

/** Whatever the files of the PnP manager say: it is taken, or one error names file, parameter and value. */
class RandomConfigurationsTest {

    private static final int RUNS = 100;
    private static final int DEVICE_RUNS = 5;
    private static final int DEVICES = 15;
    private static final String[] MACHINE = Arrays.stream(PlugAndPlayConfiguration.class.getDeclaredMethods())
            .map(Method::getName).sorted().toArray(String[]::new); // their order is not defined: a seed must repeat
    private static final String[] DEVICE = {"vendor", "device", "subsystemVendor", "subsystem", "revision",
        "classCode", "slot", "memoryWindows", "messageInterrupts", "lineInterrupt", "description"};
    private static final Object[] VALUES = {"", " ", "0", "1", " 2 ", "-1", "64", "65", "4096", "4096 8192",
        "[4096, 8192]", "5000", "65536", "0x1234", "0X0d3a", "0x", "0x-5", "0xFFFFFFFF", "0x100000000", "1e3", "1.5",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "99999999999999999999", "true", "FALSE",
        " true", "perhaps", "NaN", "null", "/proc", "missing/folder", "not/a\u0000path", "a\nb", "\r\n7", "%s%n", "{0}",
        "$[env:HOME]", "\\", "'", "\ud83d\ude00", "x".repeat(300), 0, 1, -1, 2048, 4096L, Long.MAX_VALUE,
        Long.MIN_VALUE, (short) 8, (byte) -1, 1.0, 1.5f, Double.NaN, Double.POSITIVE_INFINITY, 1e300,
        BigInteger.TWO.pow(64).add(BigInteger.ONE), true, false, 'c', List.of(), List.of("4096", "8192"),
        List.of("a\nb"), new String[] {"4096", "8192"}, new Long[] {4096L}, new long[] {16, 32}, new String[0]};

    private static Map<String, Object> configuration(Random random, String... names) {
        Map<String, Object> values = new HashMap<>();
        int count = random.nextInt(names.length + 1);
        for (int i = 0; i < count; i++) {
            values.put(names[random.nextInt(names.length)], VALUES[random.nextInt(VALUES.length)]);
        }
        return values;
    }

    @Test
    @DisplayName("any org.netdma.pnp.cfg gives a machine and limits in range; what is refused is named, once")
    void shouldTakeOrNameAnyValueOfTheManager() {
        RandomRuns.check(RUNS, random -> {
            Map<String, Object> values = configuration(random, MACHINE);
            try (LogLines log = new LogLines()) {
                MachineReader reader = new MachineReader(
                        new ConfiguredRegistryPath(PlugAndPlayConfiguration.PID, pid -> values));
                checkWorks(reader.machine());
                for (Duration limit : List.of(reader.limits().call(), reader.limits().drain())) {
                    assertTrue(limit.toMillis() >= 1 && limit.toHours() <= 1, limit::toString);
                }
                log.takeErrors().forEach(error -> checkNames(error, PlugAndPlayConfiguration.PID, values));
                reader.limits();
                reader.machine();
                reader.hostDevices();
                List<String> errors = log.takeErrors();
                errors.forEach(error -> checkNames(error, PlugAndPlayConfiguration.PID, values));
                assertEquals(errors.size(), errors.stream().distinct().count(), errors::toString);
            }
        });
    }

    private static void checkWorks(Machine machine) {
        assertTrue(machine.processors() >= 1 && machine.processors() <= 64, machine::toString);
        MemoryArbiter memory = new MemoryArbiter(machine.memoryBase(), machine.memorySize());
        memory.allocate(MemoryRequirement.window(4096)).ifPresent(window -> assertTrue(
                window.start() >= machine.memoryBase()
                        && window.start() + window.length() <= machine.memoryBase() + machine.memorySize(),
                () -> window + " of " + machine));
        assertTrue(new VectorArbiter(machine.processors(), machine.vectorsPerCpu())
                .allocate(InterruptRequirement.message(0), "").isPresent(), machine::toString);
    }

    @Test
    @DisplayName("any file of a device plugs it in, or one error names file, parameter and value")
    void shouldTakeOrNameAnyValueOfADevice() {
        RandomRuns.check(DEVICE_RUNS, random -> {
            try (LogLines log = new LogLines(); TestMachine machine = new TestMachine()) {
                machine.plug("TOY", new ToyDriver(machine.io()), Slot.served());
                for (int i = 0; i < DEVICES; i++) {
                    plug(machine, log, random, PciDeviceComponent.PID + "-" + i);
                }
            }
        });
    }

    private static void plug(TestMachine machine, LogLines log, Random random, String file) {
        Map<String, Object> values = configuration(random, DEVICE);
        if (random.nextInt(4) > 0) {
            values.putAll(Map.of("vendor", "0x1234", "device", "0x0d3a"));
        }
        if (random.nextInt(10) == 0) {
            values.put("bogus", VALUES[random.nextInt(VALUES.length)]);
        }
        Map<String, Object> configuration = new HashMap<>(values);
        configuration.put("service.pid", file);
        int before = machine.plugAndPlay().virtualPciBus().devices().size();
        PciDeviceComponent device = new PciDeviceComponent(machine.plugAndPlay(), configuration);
        assertTrue(machine.pnp().awaitSettled(Duration.ofSeconds(60)));
        List<String> errors = log.takeErrors();
        int plugged = machine.plugAndPlay().virtualPciBus().devices().size() - before;
        assertEquals(1, plugged + errors.size(), () -> values + ": " + errors);
        errors.forEach(error -> {
            boolean incomplete = error.contains("vendor and device are needed");
            boolean taken = error.contains("is taken by");
            if (incomplete || taken || error.contains("says [bogus]")) {
                checkOneLine(error, file);
            } else {
                checkNames(error, file, values);
            }
        });
        if (random.nextBoolean()) {
            device.deactivate();
            assertTrue(machine.pnp().awaitSettled(Duration.ofSeconds(60)));
            assertEquals(before, machine.plugAndPlay().virtualPciBus().devices().size());
            log.takeErrors();
        }
    }

    private static void checkOneLine(String error, String file) {
        assertEquals(1, error.lines().count(), error);
        assertTrue(error.contains(file), error);
    }

    private static void checkNames(String error, String file, Map<String, Object> values) {
        checkOneLine(error, file);
        assertTrue(values.entrySet().stream().anyMatch(value -> error.contains(value.getKey())
                && texts(value.getValue()).stream().anyMatch(error::contains)), () -> error + " of " + values);
    }

    /** What an error may say of a value: all of it, or the part that is wrong. */
    private static List<String> texts(Object value) {
        String all = value.getClass().isArray() ? elements(value).toString() : value.toString();
        List<String> texts = new ArrayList<>(List.of("'" + all.replaceAll("\\R|\\p{Cntrl}", " ") + "'"));
        for (String part : all.split("[\\s,\\[\\]]+")) {
            texts.add("'" + part + "'");
            texts.add("has " + part + ",");
        }
        return texts;
    }

    private static List<Object> elements(Object array) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.LogLines;
import org.netdma.pnp.toy.RandomRuns;
import org.netdma.pnp.toy.RefusesStartDriver;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.PnpManager;
import picocli.CommandLine.Command;

/** Whatever is typed behind a command of scope pnp: it works, or fails with one line; nothing else is ever thrown. */
class RandomCommandLinesTest {

    private static final int RUNS = 2;
    private static final int LINES = 80;
    private static final String[] WORDS = {"-n", "--count", "--count=2", "-n3", "-json", "--json", "-h", "--help",
        "-problem", "--problem", "1234:0d3a", "1234:d3a", "ffff:0", "12345:1", ":", "1234:", "0x12:1", "slot=3",
        "slot=SLOT3", "slot=4095", "slot=4096", "slot=-1", "memoryWindows=4096", "memoryWindows=[4096,8192]",
        "memoryWindows=5000", "memoryWindows=x", "messageInterrupts=2", "messageInterrupts=2048", "lineInterrupt=true",
        "lineInterrupt=perhaps", "revision=0x100", "classCode=0x", "description=a\nb", "bogus=1", "a=b=c", "=", "=1",
        "vendor=1", "d0", "D3", "d1", "slot0", "SLOT3", "toy/0000", "ROOT\\OTHER\\0000", "HTREE/ROOT/0",
        "NETDMA_PCI_BUS/0000", "PCI", "0", "-1", "4097", "99999999999999999999", "", " ", "-", "--", "---", "-s=",
        "@file", "%s%n", "{0}", "${sys:user.home}", "\\", "/", "\"", "'", "\u0000", "\n", "a\nb", "\r\n\u2028",
        "\ud83d\ude00", "*", "?", ".."};

    @Test
    @DisplayName("a random line behind any command works, or fails with one line")
    void shouldAnswerAnyLine() {
        RandomRuns.check(RUNS, random -> {
            try (TestMachine machine = new TestMachine(); LogLines log = new LogLines()) {
                machine.plug("TOY", new ToyDriver(machine.io()), Slot.served());
                machine.plug("TOY", ToyDriver::new);
                machine.plug("OTHER", RefusesStartDriver::new);
                machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
                for (int line = 0; line < LINES; line++) {
                    List<PnpCommand> commands = commands(machine);
                    check(commands.get(random.nextInt(commands.size())), words(random));
                }
                assertTrue(log.takeErrors().stream().noneMatch(error -> error.contains("could not finish")));
            }
        });
    }

    @Test
    void shouldKnowAllCommands() {
        try (TestMachine machine = new TestMachine()) {
            Set<String> methods = Arrays.stream(PnpCommands.class.getDeclaredMethods()).map(Method::getName)
                    .filter(name -> !name.equals("run") && !name.contains("$")).map(name -> "pnp:" + name)
                    .collect(Collectors.toSet());
            assertEquals(methods, commands(machine).stream().map(RandomCommandLinesTest::name)
                    .collect(Collectors.toSet()));
        }
    }

    private static List<PnpCommand> commands(TestMachine machine) {
        PnpManager manager = machine.pnp();
        VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();
        return List.of(new DevicesCommand(manager), new TreeCommand(manager), new DriversCommand(manager),
                new DeviceCommand(manager), new IrpsCommand(manager), new SequenceCommand(manager),
                new PowerCommand(manager), new PlugCommand(manager, bus), new UnplugCommand(manager, bus),
                new EjectCommand(manager), new DisableCommand(manager), new EnableCommand(manager),
                new RestartCommand(manager), new RescanCommand(manager), new RebalanceCommand(manager));
    }

    private static String name(PnpCommand command) {
        return command.getClass().getAnnotation(Command.class).name();
    }

    private static void check(PnpCommand command, String[] words) {
        String line = name(command) + Arrays.toString(words);
        try {
            CommandLineRunner.run(command, new PrintStream(OutputStream.nullOutputStream()), words);
        } catch (CommandFailure failure) {
            String name = name(command) + ": ";
            assertTrue(failure.toString().startsWith(name), () -> line + ": " + failure);
            assertFalse(failure.toString().substring(name.length()).isBlank(), () -> "no reason: " + line);
            assertEquals(1, failure.toString().lines().count(), () -> line + ": " + failure);
        } catch (RuntimeException e) {
            throw new AssertionError(line, e);
        }
    }

    private static String[] words(Random random) {
        String[] words = new String[random.nextInt(5)];
        for (int i = 0; i < words.length; i++) {
            words[i] = WORDS[random.nextInt(WORDS.length)];
        }
        return words;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.RefusesStartDriver;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.PnpManager;

/** The commands that change devices, with a machine behind them. */
class HotPlugCommandsTest {

    private final TestMachine machine = new TestMachine();
    private final PnpManager manager = machine.pnp();
    private final VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();

    @AfterEach
    void close() {
        machine.close();
    }

    private static String run(PnpCommand command, String... arguments) throws CommandFailure {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CommandLineRunner.run(command, new PrintStream(bytes, false, StandardCharsets.UTF_8), arguments);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String fail(PnpCommand command, String... arguments) {
        CommandFailure failure = assertThrows(CommandFailure.class, () -> run(command, arguments));
        assertEquals(1, failure.toString().lines().count(), failure.toString());
        return failure.toString();
    }

    @Test
    @DisplayName("[PNP-17] plug, disable, enable, restart, rebalance, eject, rescan and unplug say how it stands after")
    void shouldTakeADeviceThroughItsLife() throws CommandFailure {
        machine.plug("TOY", new ToyDriver(machine.io()), Slot.served());
        String id = Slot.id(3);
        String started = id + " is STARTED, power state D0\n";
        assertEquals(started, run(new PlugCommand(manager, bus), "1234:0d3a", "slot=3", "memoryWindows=4096"));
        assertEquals(id + " is ENUMERATED, problem 22 disabled: a person disabled it; pnp:enable starts it again "
                + "[PNP-17]\n", run(new DisableCommand(manager), "slot3"));
        assertEquals(started, run(new EnableCommand(manager), "slot3"));
        assertEquals(started, run(new RestartCommand(manager), "slot3"));
        assertEquals(started, run(new RebalanceCommand(manager), "slot3"));
        assertTrue(run(new EjectCommand(manager), "slot3").startsWith(id + " is REMOVED, problem 47"));
        assertTrue(run(new RescanCommand(manager)).contains("STARTED  -        TOY"));
        assertEquals(id + " is gone\n", run(new UnplugCommand(manager, bus), "slot3"));
        assertTrue(fail(new UnplugCommand(manager, bus), "slot3").startsWith("pnp:unplug: no device is 'slot3'"));
    }

    @Test
    void shouldPlugInManyAndPrintJson() throws CommandFailure {
        String json = run(new PlugCommand(manager, bus), "1234:d3a", "-n", "3", "-json");
        assertEquals(3, json.lines().count());
        assertTrue(json.contains("\"problem\":28"), json);
        assertTrue(run(new UnplugCommand(manager, bus), "-json", "SLOT1").contains("\"state\":\"NOT_PRESENT\""));
        assertEquals(List.of(Slot.id(0), Slot.id(2)), List.copyOf(bus.devices().keySet()));
    }

    @Test
    void shouldFailWhenADeviceDoesNotWork() throws CommandFailure {
        machine.plug("TOY", new RefusesStartDriver(machine.io()), Slot.served());
        assertEquals("pnp:plug: of what was plugged in, devices that do not work: 2; pnp:devices -problem says why",
                fail(new PlugCommand(manager, bus), "1234:0d3a", "--count", "2"));
        assertEquals("pnp:restart: " + Slot.id(0) + " is FAILED, problem 10 cannot start; pnp:devices -problem says why",
                fail(new RestartCommand(manager), "SLOT0"), "the warning has just said it");
        assertTrue(run(new DevicesCommand(manager), "-problem").contains(Slot.id(0) + ": START_DEVICE failed"));
    }

    @Test
    @DisplayName("[PNP-17] a device plugged into a bus that is disabled: said so, and it starts with the bus")
    void shouldSayThatTheBusIsDisabled() throws CommandFailure {
        machine.plug("TOY", new ToyDriver(machine.io()), Slot.served());
        run(new PlugCommand(manager, bus), "1234:0d3a");
        run(new DisableCommand(manager), "NETDMA_PCI_BUS/0000");
        assertEquals(Slot.id(1) + " is plugged in and starts with its bus; ROOT\\NETDMA_PCI_BUS\\0000 is ENUMERATED, "
                + "problem 22 disabled: a person disabled it; pnp:enable starts it again [PNP-17]\n",
                run(new PlugCommand(manager, bus), "1234:0d3a"));
        assertTrue(run(new PlugCommand(manager, bus), "1234:0d3a", "-json").contains("\"state\":\"NOT_PRESENT\""));
        run(new EnableCommand(manager), "NETDMA_PCI_BUS/0000");
        assertTrue(run(new DevicesCommand(manager)).contains("SLOT2"));
    }

    @Test
    void shouldSayWhatIsWrongWithTheDevice() {
        assertTrue(fail(new PlugCommand(manager, bus), "1234").contains("expected hexadecimal numbers"));
        assertTrue(fail(new PlugCommand(manager, bus), "1234:1", "slots=3").contains("says [slots]; expected are"));
        assertTrue(fail(new PlugCommand(manager, bus), "1234:1", "slot=5000").contains("from 0 to 4095"));
        assertTrue(fail(new PlugCommand(manager, bus), "1234:1", "memoryWindows=5000").contains("powers of two"));
        assertTrue(fail(new PlugCommand(manager, bus), "1234:1", "-n", "0").contains("expected 1 to 4096"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.DeviceLife;
import org.netdma.wdm.pnp.LifeParty;
import org.netdma.wdm.pnp.LifeStep;

class CommandsTest {

    private final FakePnpManager manager = new FakePnpManager();

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
    void shouldListDevicesInColumnsWithTheirProblems() throws CommandFailure {
        manager.addStarted().addWithoutDriver();
        assertEquals("""
                Device                      Description       State       Problem       Driver
                ROOT\\NETDMA_REFERENCE\\0000  Reference engine  STARTED     -             org.netdma.provider.reference
                ROOT\\OTHER\\0000             -                 ENUMERATED  28 no driver  -
                ROOT\\OTHER\\0000: no driver serves "ROOT\\OTHER" [PNP-16]
                """, run(new DevicesCommand(manager)));
    }

    @Test
    void shouldListOnlyDevicesWithProblemsWhenAsked() throws CommandFailure {
        assertEquals("no device has a problem\n", run(new DevicesCommand(manager.addStarted()), "-problem"));
        String output = run(new DevicesCommand(manager.addWithoutDriver()), "-problem");
        assertTrue(output.contains("OTHER") && !output.contains("REFERENCE"), output);
    }

    @Test
    void shouldSayWhatToDoWhenNoDeviceIsThere() throws CommandFailure {
        assertEquals("no device is there: put the jar of a driver bundle into the folder providers/; "
                + "pnp:drivers shows which drivers are there\n", run(new DevicesCommand(manager)));
        assertEquals("[]\n", run(new DevicesCommand(manager), "-json"));
    }

    @Test
    void shouldPrintDevicesAsJson() throws CommandFailure {
        assertEquals("[{\"instanceId\":\"ROOT\\\\OTHER\\\\0000\",\"parentId\":\"HTREE\\\\ROOT\\\\0\","
                + "\"description\":\"\",\"deviceClass\":\"\",\"hardwareIds\":[\"ROOT\\\\OTHER\"],\"compatibleIds\":[],"
                + "\"state\":\"ENUMERATED\",\"powerState\":\"D0\",\"problem\":28,\"problemName\":\"no driver\","
                + "\"problemText\":\"no driver serves \\\"ROOT\\\\OTHER\\\" [PNP-16]\",\"driver\":\"\","
                + "\"stack\":[\"PDO of ROOT\\\\OTHER\\\\0000\"],\"resources\":[]}]\n",
                run(new DevicesCommand(manager.addWithoutDriver()), "-json"));
    }

    @Test
    void shouldDrawTheTree() throws CommandFailure {
        manager.addStarted().addWithoutDriver();
        assertEquals("""
                HTREE\\ROOT\\0                   Root bus          STARTED     -
                |- ROOT\\NETDMA_REFERENCE\\0000  Reference engine  STARTED     -
                `- ROOT\\OTHER\\0000             -                 ENUMERATED  28 no driver
                """, run(new TreeCommand(manager)));
        String json = run(new TreeCommand(manager), "-json");
        assertTrue(json.startsWith("[{\"instanceId\":\"HTREE\\\\ROOT\\\\0\"")
                && json.contains("\"children\":[{"), json);
    }

    @Test
    void shouldListDriversWithWhatIsWrongWithThem() throws CommandFailure {
        assertEquals("""
                Driver                         Version  Bundle  State         Devices  Hardware ids
                org.netdma.provider.reference  0.1.0    12      LOADED        1        ROOT\\NETDMA_REFERENCE
                some.library                   2.0.0    13      NOT_A_DRIVER  0        -
                some.library: it has no capability
                """, run(new DriversCommand(manager)));
        String json = run(new DriversCommand(manager), "-json");
        assertTrue(json.endsWith(",\n {\"name\":\"some.library\",\"version\":\"2.0.0\",\"bundleId\":13,"
                + "\"state\":\"NOT_A_DRIVER\",\"hardwareIds\":[],\"devices\":[],"
                + "\"detail\":\"it has no capability\"}]\n"), json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROOT\\NETDMA_REFERENCE\\0000", "root/netdma_reference/0000", "ROOTNETDMA_REFERENCE0000",
            "NETDMA_REFERENCE/0000", "root/netdma", "reference\\0000"})
    void shouldFindADeviceHoweverItIsTyped(String typed) throws CommandFailure {
        manager.addStarted().addWithoutDriver();
        String output = run(new DeviceCommand(manager), typed);
        assertTrue(output.startsWith("ROOT\\NETDMA_REFERENCE\\0000\n"), output);
    }

    @Test
    void shouldShowStackResourcesAndIrpsOfADevice() throws CommandFailure {
        String output = run(new DeviceCommand(manager.addStarted()), "NETDMA_REFERENCE/0000");
        assertTrue(output.contains("""
                Stack, top first
                  FDO of ROOT\\NETDMA_REFERENCE\\0000
                  PDO of ROOT\\NETDMA_REFERENCE\\0000
                Resources
                  memory 0xE0000000-0xE0000FFF
                Last IRPs, oldest first
                """), output);
        assertTrue(output.contains("PNP/START_DEVICE  STATUS_SUCCESS (0x00000000)  1500 us\n"), output);
        String json = run(new DeviceCommand(manager), "-json", "NETDMA_REFERENCE/0000");
        assertTrue(json.contains("\"irps\":[{\"sent\":\"2026-01-01T00:00:00Z\",\"request\":\"PNP/START_DEVICE\","
                + "\"status\":\"SUCCESS\",\"tookMicros\":1500,\"completedBy\":\"driver netdma-root-bus\","), json);
    }

    @Test
    void shouldListIrpsWithWhereTheyWent() throws CommandFailure {
        String output = run(new IrpsCommand(manager.addStarted()), "NETDMA_REFERENCE/0000");
        assertTrue(output.startsWith("Sent ") && output.contains("By\n"), output);
        assertTrue(output.contains("STATUS_SUCCESS (0x00000000)  1500 us  driver netdma-root-bus\n"), output);
        assertTrue(output.contains("  FDO of ROOT\\NETDMA_REFERENCE\\0000 (org.netdma.provider.reference)"), output);
        assertTrue(output.contains("+12 us\n"), output);
        assertEquals("[{\"sent\":\"2026-01-01T00:00:00Z\",\"request\":\"PNP/START_DEVICE\",\"status\":\"SUCCESS\","
                + "\"tookMicros\":1500,\"completedBy\":\"driver netdma-root-bus\",\"locations\":[{\"device\":"
                + "\"FDO of ROOT\\\\NETDMA_REFERENCE\\\\0000\",\"driver\":\"org.netdma.provider.reference\","
                + "\"request\":\"PNP/START_DEVICE\",\"afterMicros\":12}]}]\n",
                run(new IrpsCommand(manager), "-json", "NETDMA_REFERENCE/0000"));
    }

    @Test
    void shouldDrawTheLifeOfADeviceThatHasGone() throws CommandFailure {
        LifeParty driver = new LifeParty(LifeParty.Role.FUNCTION_DRIVER, "x#;y");
        manager.addLife(new DeviceLife("ROOT\\GONE\\0000", List.of(
                new LifeStep(Instant.EPOCH, LifeStep.Kind.CALL, LifeParty.PNP_MANAGER, driver, "AddDevice",
                        NtStatus.SUCCESS, 1),
                new LifeStep(Instant.EPOCH, LifeStep.Kind.ANSWER, driver, LifeParty.PNP_MANAGER, "AddDevice",
                        NtStatus.UNSUCCESSFUL, 2)), 7, 1));
        assertEquals("""
                sequenceDiagram
                    title ROOT\\GONE\\0000
                    participant M as PnP manager
                    participant F as function driver x#35;#59;y
                    M->>F: AddDevice
                    Note over M: 7 steps are left out here
                    F-->>M: UNSUCCESSFUL (2 times)
                """, run(new SequenceCommand(manager), "root/gone"));
        String json = run(new SequenceCommand(manager), "-json", "root/gone");
        assertTrue(json.startsWith("{\"instanceId\":\"ROOT\\\\GONE\\\\0000\",\"omitted\":7,\"omittedAt\":1,\"steps\":["
                + "{\"at\":\"1970-01-01T00:00:00Z\",\"kind\":\"CALL\","
                + "\"from\":{\"role\":\"PNP_MANAGER\",\"name\":\"\"},"
                + "\"to\":{\"role\":\"FUNCTION_DRIVER\",\"name\":\"x#;y\"},\"text\":\"AddDevice\","
                + "\"status\":\"SUCCESS\",\"times\":1},"), json);
    }

    @Test
    void shouldNameWhatIsThereWhenADeviceIsUnknown() {
        manager.addStarted();
        assertEquals("pnp:device: no device is 'ROOT/X'; there are HTREE/ROOT/0, ROOT/NETDMA_REFERENCE/0000",
                fail(new DeviceCommand(manager), "ROOT/X"));
    }

    @Test
    void shouldNameTheCandidatesWhenADeviceIsAmbiguous() {
        manager.addStarted().addWithoutDriver();
        assertEquals("pnp:device: '0000' may be ROOT/NETDMA_REFERENCE/0000, ROOT/OTHER/0000: type more of it",
                fail(new DeviceCommand(manager), "0000"));
    }

    @Test
    void shouldSetThePowerStateOfADevice() throws CommandFailure {
        manager.addStarted().addWithoutDriver();
        assertEquals("ROOT\\NETDMA_REFERENCE\\0000 is STARTED, power state D3\n",
                run(new PowerCommand(manager), "NETDMA_REFERENCE/0000", "d3"));
        String json = run(new PowerCommand(manager), "reference/0000", "D0", "-json");
        assertTrue(json.contains("\"powerState\":\"D0\""), json);
        assertEquals("pnp:power: it is not started [PWR-1] STATUS_INVALID_DEVICE_STATE (0xC0000184)",
                fail(new PowerCommand(manager), "OTHER/0000", "d3"));
        String wrong = fail(new PowerCommand(manager), "OTHER/0000", "d1");
        assertTrue(wrong.contains("[D0, D3]") && wrong.contains("Expected: pnp:power"), wrong);
    }

    @Test
    void shouldSayWhatIsExpectedInOneLine() {
        assertEquals("pnp:device: Missing required parameter: 'DEVICE'. Expected: pnp:device [-h] [-json] DEVICE; "
                + "-h explains", fail(new DeviceCommand(manager)));
        assertEquals("pnp:tree: Unmatched argument at index 0: 'all'. Expected: pnp:tree [-h] [-json]; -h explains",
                fail(new TreeCommand(manager), "all"));
    }

    @Test
    void shouldDocumentEveryField() throws CommandFailure, IOException {
        manager.addStarted().addWithoutDriver().addLife(new DeviceLife("ROOT\\GONE\\0000", List.of(
                new LifeStep(Instant.EPOCH, LifeStep.Kind.NOTE, LifeParty.PNP_MANAGER, LifeParty.PNP_MANAGER, "STARTED",
                        NtStatus.SUCCESS, 1)), 0, 1));
        String json = run(new TreeCommand(manager), "-json") + run(new DriversCommand(manager), "-json")
                + run(new DeviceCommand(manager), "-json", "NETDMA_REFERENCE/0000")
                + run(new SequenceCommand(manager), "-json", "root/gone");
        String document = Files.readString(Path.of("../docs/commands.md"));
        Pattern.compile("\"(\\w+)\":").matcher(json).results().map(field -> field.group(1)).distinct().forEach(
                field -> assertTrue(document.contains("`" + field + "`"), field + " is not in docs/commands.md"));
    }

    @Test
    void shouldExplainThemselves() throws CommandFailure {
        for (PnpCommand command : new PnpCommand[] {new DevicesCommand(manager), new TreeCommand(manager),
            new DriversCommand(manager), new DeviceCommand(manager), new PowerCommand(manager),
            new IrpsCommand(manager), new SequenceCommand(manager)}) {
            String usage = run(command, "--help");
            assertTrue(usage.startsWith("Usage: pnp:") && usage.contains("Print JSON for scripts"), usage);
        }
    }
}

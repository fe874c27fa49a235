// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.itests.NetDmaProcess.Result;

/** Faults are injected into the reference engine from the shell, and copies meet them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts bin/netdma, not bin/netdma.cmd")
class FaultInjectionIT {

    private static final String INJECT = "netdma:inject NETDMA_REFERENCE/0000 ";
    private static final String COPY = "netdma:copy -s 4M";

    @TempDir
    private Path folder;

    private NetDmaProcess netdma;

    @BeforeEach
    void start() throws Exception {
        Path providers = Files.createDirectories(folder.resolve("providers"));
        Files.copy(ProviderBundle.REFERENCE.jar(), providers.resolve("provider.jar"));
        Files.writeString(Files.createDirectories(folder.resolve("conf")).resolve("org.netdma.core.cfg"),
                "transferTimeoutMillis=2000\n");
        netdma = NetDmaProcess.start(folder);
    }

    @AfterEach
    void end() {
        netdma.close();
    }

    private void arm(String fault) throws Exception {
        List<String> printed = netdma.ask(INJECT + fault);
        assertTrue(printed.size() == 2 && printed.get(1).endsWith("  armed"), printed + netdma.errors());
    }

    /** {@return what is on standard error after a copy that must fail} */
    private String copyInVain() throws Exception {
        assertEquals(List.of(), netdma.ask(COPY));
        return netdma.errors();
    }

    /** Injects a fault, copies, and injects no more. {@return what the copy printed} */
    private List<String> copyWith(String fault) throws Exception {
        arm(fault);
        List<String> printed = netdma.ask(COPY);
        assertTrue(netdma.ask(INJECT + "--clear").get(1).endsWith("  -"));
        return printed;
    }

    private void assertFails(String fault) throws Exception {
        assertEquals(List.of(), copyWith(fault), () -> "a copy with " + fault);
    }

    private void assertWorks(String fault) throws Exception {
        List<String> printed = copyWith(fault);
        assertEquals(1, printed.size(), printed::toString);
        assertTrue(printed.get(0).endsWith("verified byte for byte"), printed::toString);
    }

    @Test
    @DisplayName("[STO-4, INT-3, CHN-3, PNP-18] each fault ends a copy loudly, or does it no harm")
    void shouldMeetEachFault() throws Exception {
        assertFails("engine-error descriptor=2");
        assertFails("engine-error every=3 status=DISK_FULL");
        assertFails("hang descriptor=2");
        assertWorks("slow micros=100");
        assertFails("corruption every=4");
        assertWorks("lost-interrupt times=3");
        assertWorks("spurious-interrupt times=3");
        assertFails("allocation-failure status=DEVICE_BUSY");
        assertFails("driver-exception entryPoint=APPEND_DMA");
        assertTrue(netdma.ask(COPY).get(0).endsWith("verified byte for byte"), "a copy without faults");
        netdma.endInput();

        Result result = netdma.awaitEnd();
        assertEquals(1, result.exitCode(), "the first failure counts");
        List<String> errors = result.err().lines().filter(line -> line.startsWith("error: netdma:copy: ")).toList();
        List<String> expected = List.of("STATUS_IO_DEVICE_ERROR",
                "the engine stopped: an injected fault, at ticket 3, this copy or a part of it; it may be partly "
                        + "written: reset the channel, then submit it again [XFR-7] STATUS_DISK_FULL", "[STO-4] STATUS_IO_TIMEOUT",
                "byte 3145728 of 4194304 is 0x", "STATUS_DEVICE_BUSY", "[XFR-1] STATUS_UNSUCCESSFUL");
        assertEquals(expected.size(), errors.size(), result::toString);
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(errors.get(i).contains(expected.get(i)), errors.get(i));
        }
    }

    @Test
    @DisplayName("[MEM-10, INT-3] each Nth copy fails with the status asked for, as often as asked for, and it is listed")
    void shouldFailEachNthCopyWithAStatus() throws Exception {
        arm("engine-error every=2 times=2 status=IO_TIMEOUT");
        for (int copy = 1; copy <= 6; copy++) {
            List<String> printed = netdma.ask("netdma:copy -s 1M");
            String errors = netdma.errors();
            boolean fails = copy == 2 || copy == 4;
            assertEquals(fails, printed.isEmpty(), "copy %d: %s %s".formatted(copy, printed, errors));
            assertEquals(Math.min(copy / 2, 2), occurrences(), "after copy " + copy);
        }
        assertEquals(2, netdma.errors().split("an injected fault, .* STATUS_IO_TIMEOUT", -1).length - 1,
                netdma.errors());
        assertEquals("[{\"fault\":\"engine-error\",\"parameters\":{\"descriptor\":2,\"every\":2,\"times\":2,"
                + "\"status\":\"IO_TIMEOUT\"},\"occurrences\":2,\"armed\":false}]", injected());

        assertTrue(netdma.ask(INJECT + "corruption every=3").get(2)
                .matches(".* corruption +descriptor=3 every=3 times=0 +0  armed"));
    }

    /** {@return what is injected, as JSON} */
    private String injected() throws Exception {
        String listed = netdma.ask(INJECT + "-json").get(0);
        return listed.substring(listed.indexOf("\"injected\":") + 11, listed.length() - 1);
    }

    private int occurrences() throws Exception {
        return Integer.parseInt(injected().replaceAll(".*\"occurrences\":([0-9]+),.*", "$1"));
    }

    @Test
    @DisplayName("[STO-4, PNP-11] an engine that obeys no reset fails its copy, and its device fails; it restarts")
    void shouldTakeADeafEngineOutOfWork() throws Exception {
        arm("hang deaf=true");
        // An engine that gets no processor for so long that its copy is given up has not hung yet: it copies once more.
        Await.until(this::copyInVain, errors -> errors.contains("its driver could not stop it"), "hang");
        Await.until(() -> netdma.ask("pnp:devices -problem") + netdma.errors(),
                shown -> shown.contains("43 reported a problem"), "problem 43");
        assertTrue(netdma.ask("pnp:device NETDMA_REFERENCE/0000").toString().contains("hangs and cannot be stopped"));
        assertTrue(netdma.ask("pnp:restart NETDMA_REFERENCE/0000").get(0).contains("is STARTED"));
        assertTrue(netdma.ask(COPY).get(0).endsWith("verified byte for byte"));
        assertEquals(List.of("[{\"device\":\"ROOT\\\\NETDMA_REFERENCE\\\\0000\",\"faults\":[\"engine-error\",\"hang\","
                + "\"slow\",\"corruption\",\"lost-interrupt\",\"spurious-interrupt\",\"allocation-failure\","
                + "\"driver-exception\"],\"injected\":[]}]"), netdma.ask("netdma:inject -json"));
    }
}

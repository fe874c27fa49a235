// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.itests.NetDmaProcess.Result;
import org.netdma.itests.drivers.DeregistersBeforeStopDriver;
import org.netdma.itests.drivers.DeregistersInStartDriver;
import org.netdma.itests.drivers.DriverBundles;
import org.netdma.itests.drivers.LeavesThreadDriver;

/** The verifier in the container as distributed, with a driver that breaks a rule. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts bin/netdma, not bin/netdma.cmd")
class VerifierIT {

    private static final String DRIVER = "toy.deregisters-before-stop";

    @TempDir
    private Path folder;

    @BeforeEach
    void dropWrongDrivers() throws Exception {
        Files.createDirectories(folder.resolve("conf"));
        Path providers = Files.createDirectories(folder.resolve("providers"));
        DriverBundles.write(providers, "1.0.0", DeregistersBeforeStopDriver.class);
        DriverBundles.write(providers, "1.0.0", LeavesThreadDriver.class);
    }

    private Result run(String commands) throws Exception {
        return NetDmaProcess.run(folder, "-c", commands);
    }

    @Test
    @DisplayName("[STO-2] switched on by a command, the verifier shows who broke which rule, and in which call")
    void shouldShowWhatAWrongDriverDoes() throws Exception {
        Result result = run("netdma:verifier warn; netdma:verifier --check; pnp:disable DEREGISTERS_BEFORE_STOP/0000; "
                + "netdma:verifier -v");
        assertEquals(0, result.exitCode(), result::toString);
        String out = result.out();
        assertTrue(out.startsWith("Driver        Mode\n(all others)  WARN\n\nno violations\n"), out);
        assertTrue(out.matches("(?s).*STO-2  PROVIDER_NOT_STOPPED  " + DRIVER
                + "  ROOT\\\\DEREGISTERS_BEFORE_STOP\\\\0000  NetDmaDeregisterProvider +1  WARN\n.*"), out);
        assertTrue(out.contains("DeregistersBeforeStopDriver.removeDevice(DeregistersBeforeStopDriver.java:"), out);
        assertTrue(result.err().contains("verifier, WARN: " + DRIVER), result::toString);
    }

    @Test
    @DisplayName("[STO-2] in mode STRICT the device of a driver that broke a rule gets problem 43")
    void shouldFailTheDeviceOfAWrongDriver() throws Exception {
        DriverBundles.write(folder.resolve("providers"), "1.0.0", DeregistersInStartDriver.class);
        Result before = run("pnp:devices");
        assertTrue(before.out().matches("(?s).*ROOT\\\\DEREGISTERS_IN_START\\\\0000 +\\S+ +STARTED.*"),
                before::toString);
        Files.writeString(folder.resolve("conf/org.netdma.verifier.cfg"), "mode=strict\n");
        // what is asked of the PnP manager after the start comes after the failure that the start brought
        Result result = run("pnp:rescan; pnp:device DEREGISTERS_IN_START/0000");
        assertTrue(result.out().contains("43"), result::toString);
        assertTrue(result.out().contains("the verifier saw driver toy.deregisters-in-start break [STO-2] "
                + "PROVIDER_NOT_STOPPED in NetDmaDeregisterProvider"), result::toString);
    }

    @Test
    @DisplayName("[PNP-10] a thread that is there after Unload is shown with its stack")
    void shouldShowAThreadLeftBehind() throws Exception {
        Result result = run("netdma:verifier warn; pnp:disable LEAVES_THREAD/0000; netdma:verifier -v");
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.out().matches("(?s).*PNP-10  THREAD_LEFT_BEHIND  toy.leaves-thread  - +Unload +1  WARN\n.*"),
                result::toString);
        assertTrue(result.out().contains("LeavesThreadDriver.idle(LeavesThreadDriver.java:"), result::toString);
    }

    @Test
    @DisplayName("[STO-2] switched on by its configuration, the verifier fails a run that checks")
    void shouldFailTheRunThatChecks() throws Exception {
        Files.writeString(folder.resolve("conf/org.netdma.verifier.cfg"), "drivers=" + DRIVER + "=strict\n");
        Result result = run("netdma:verifier -json; pnp:disable DEREGISTERS_BEFORE_STOP/0000; netdma:verifier --check");
        assertEquals(1, result.exitCode(), result::toString);
        assertTrue(result.out().startsWith("{\"mode\":\"OFF\",\"drivers\":{\"" + DRIVER
                + "\":\"STRICT\"},\"violations\":[]}\n"), result::toString);
        assertTrue(result.err().contains("1 kinds of violations were seen, the first by " + DRIVER + ": [STO-2]"),
                result::toString);
    }

    @Test
    @DisplayName("the reference provider and the shell's copies break no rule, whatever is done to them")
    void shouldReportNothingOfTheReferenceProvider() throws Exception {
        try (Stream<Path> wrong = Files.list(folder.resolve("providers"))) {
            for (Path jar : wrong.toList()) {
                Files.delete(jar);
            }
        }
        Files.copy(ProviderBundle.REFERENCE.jar(), folder.resolve("providers/provider.jar"));
        Files.writeString(folder.resolve("conf/org.netdma.verifier.cfg"), "mode=strict\n");
        String device = "NETDMA_REFERENCE/0000";
        Result result = run(("netdma:copy -s 8M -n 3; pnp:rebalance %1$s; netdma:copy -s 1M; pnp:power %1$s d3; "
                + "pnp:power %1$s d0; netdma:copy -s 1M; pnp:restart %1$s; netdma:copy -s 1M; pnp:disable %1$s; "
                + "pnp:enable %1$s; netdma:copy -s 1M; netdma:verifier --check").formatted(device));
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.out().endsWith("(all others)  STRICT\n\nno violations\n"), result::toString);
    }

    @Test
    @DisplayName("[STO-2] nothing is watched unless somebody asks for it")
    void shouldBeOff() throws Exception {
        Result result = run("pnp:disable DEREGISTERS_BEFORE_STOP/0000; netdma:verifier --check");
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.out().endsWith("Driver        Mode\n(all others)  OFF\n\nno violations\n"), result::toString);
    }
}

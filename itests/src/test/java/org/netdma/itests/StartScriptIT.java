// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.itests.NetDmaProcess.Result;

/** The distribution as a person or a script uses it: {@code bin/netdma} in a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts bin/netdma, not bin/netdma.cmd")
class StartScriptIT {

    /** All that File Install, the framework or a shell may take for its own. */
    private static final String ODD_NAME = "a, b ${user.name} {c} $__d %20 #+'\";&"
            + ("UTF-8".equals(System.getProperty("sun.jnu.encoding")) ? " Gr\u00F6\u00DFe" : "");
    private static final String DEVICE = "ROOT\\NETDMA_REFERENCE\\0000";
    /** Size of the file that is copied, in MiB. */
    private static final int FILE_SIZE = Integer.getInteger("netdma.itests.fileSize", 64);
    /** Seconds from a jar's arrival in the folder to its provider's start: 3 on a machine that does nothing else. */
    private static final int START_LIMIT = Integer.getInteger("netdma.itests.startLimit", 30);

    @TempDir
    private Path folder;
    private Path providers;

    @BeforeEach
    void makeFolders() throws IOException {
        providers = Files.createDirectories(folder.resolve("providers"));
        Files.createDirectories(folder.resolve("conf"));
    }

    private Result run(String... arguments) throws Exception {
        return NetDmaProcess.run(folder, arguments);
    }

    private Path drop(byte[] content, String name) throws IOException {
        Path part = Files.write(folder.resolve(name), content);
        return Files.move(part, providers.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path dropProvider() throws IOException {
        return drop(Files.readAllBytes(ProviderBundle.REFERENCE.jar()), "provider.jar");
    }

    @Test
    void shouldSayItsOptionsAndRefuseOthers() throws Exception {
        String help = run("--help").assertSuccess().out();
        assertTrue(help.contains("-c") && help.contains("--help"), help);
        run("--frobnicate").assertFailure("--frobnicate", "--help");
    }

    @Test
    void shouldStartTheReferenceProviderAsUnpacked() throws Exception {
        Path home = folder.resolve(ODD_NAME + "/netdma");
        try (Stream<Path> files = Files.walk(NetDmaProcess.DISTRIBUTION)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve(NetDmaProcess.DISTRIBUTION.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("bin/netdma"));
        try (NetDmaProcess netdma = NetDmaProcess.start(link, folder,
                List.of("-c", "netdma:providers; pnp:devices"))) {
            netdma.endInput();
            String out = netdma.awaitEnd().assertSuccess().out();
            assertTrue(out.contains("STARTED") && out.contains(DEVICE), out);
        }
    }

    @Test
    void shouldPrintTheOutputOfTheCommandsAndNothingElse() throws Exception {
        dropProvider();
        assertEquals("hello\nworld\n", run("-c", "echo hello; echo world").assertSuccess().out());
    }

    /** The PnP manager restarts with its configuration, which comes after its bundle. */
    @Test
    void shouldRunCommandsWhenConfigurationsHaveTakenEffect() throws Exception {
        dropProvider();
        Path accelerator = Files.createDirectories(folder.resolve("sysfs/0000:6a:01.0"));
        for (String line : List.of("vendor 0x8086", "device 0x0b25", "subsystem_vendor 0x8086",
                "subsystem_device 0x0000", "revision 0x00", "class 0x088000")) {
            Files.writeString(accelerator.resolve(line.split(" ")[0]), line.split(" ")[1] + "\n");
        }
        Files.writeString(folder.resolve("conf/org.netdma.pnp.cfg"),
                "hostDevices=true\nhostDevicesFolder=" + folder.resolve("sysfs") + "\n");
        String out = run("-c", "pnp:devices").assertSuccess().out();
        assertTrue(out.contains(DEVICE), out);
        assertTrue(out.contains("PCI\\VEN_8086&DEV_0B25&SUBSYS_00008086&REV_00\\0000_6A_01_0"), out);
        assertTrue(out.contains("28 no driver"), out);
    }

    @Test
    void shouldFailWithOneLineWhenACommandFails() throws Exception {
        dropProvider();
        run("-c", "no:such").assertFailure("no:such");
        run("-c", "netdma:copy --size 0 | cat; echo on").assertFailure("0", "size");
        Path missing = folder.resolve("missing");
        run("-c", "netdma:copyfile %s %s".formatted(missing, folder.resolve("copy")))
                .assertFailure(missing.toString());
    }

    @Test
    void shouldSayThatNoEngineIsThere() throws Exception {
        String out = run("-c", "netdma:providers").assertSuccess().out();
        assertTrue(out.contains("no DMA provider") && out.contains("providers/"), out);
        run("-c", "netdma:copy").assertFailure("provider");
    }

    @Test
    void shouldTakeAProviderInAndLetItGo() throws Exception {
        try (NetDmaProcess netdma = NetDmaProcess.start(folder)) {
            awaitProvider(netdma, false);
            Path jar = dropProvider();
            long dropped = System.nanoTime();
            awaitProvider(netdma, true);
            double seconds = (System.nanoTime() - dropped) / 1e9;
            assertTrue(seconds < START_LIMIT, () -> "STARTED after %.1f s".formatted(seconds));
            shouldCopyAFile(netdma);
            Files.delete(jar);
            awaitAllGone(netdma);

            List<String> threads = netdma.threads();
            dropProvider();
            awaitProvider(netdma, true);
            netdma.ask("netdma:copy --size 1M");
            Files.delete(jar);
            awaitAllGone(netdma);
            Await.until(netdma::threads, threads::equals, "the threads " + threads);

            netdma.endInput();
            assertEquals(0, netdma.awaitEnd().exitCode());
        }
    }

    private void shouldCopyAFile(NetDmaProcess netdma) throws Exception {
        Path from = folder.resolve("from");
        Path to = folder.resolve("to");
        Random random = new Random(1);
        byte[] chunk = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(from)) {
            for (int i = 0; i < FILE_SIZE; i++) {
                random.nextBytes(chunk);
                out.write(chunk);
            }
            out.write(chunk, 0, 12_345);
        }
        List<String> answer = netdma.ask("netdma:copyfile %s %s".formatted(from, to));
        assertEquals(-1, Files.mismatch(from, to), answer::toString);
    }

    private static void awaitProvider(NetDmaProcess netdma, boolean wanted) throws Exception {
        Await.until(() -> String.join("\n", netdma.ask("netdma:providers")),
                answer -> answer.contains("STARTED") == wanted, "provider " + (wanted ? "started" : "gone"));
    }

    /** The device goes after its provider, and the engine's thread in between. */
    private static void awaitAllGone(NetDmaProcess netdma) throws Exception {
        awaitProvider(netdma, false);
        awaitGone(netdma, "pnp:devices", DEVICE);
        awaitGone(netdma, "pnp:drivers", "org.netdma.provider.reference");
    }

    private static void awaitGone(NetDmaProcess netdma, String command, String what) throws Exception {
        Await.until(() -> String.join("\n", netdma.ask(command)), answer -> !answer.contains(what), what + " gone");
    }

    @Test
    void shouldSayWhichJarsCanNotBeUsedAndGoOn() throws Exception {
        byte[] whole = Files.readAllBytes(ProviderBundle.REFERENCE.jar());
        drop(Arrays.copyOf(whole, whole.length / 2), "truncated.jar");
        drop("not even a zip".getBytes(), "text.jar");
        try (NetDmaProcess netdma = NetDmaProcess.start(folder)) {
            awaitProvider(netdma, false);
            dropProvider();
            awaitProvider(netdma, true);
            netdma.endInput();
            Result result = netdma.awaitEnd();
            assertTrue(result.err().contains("truncated.jar"), result::toString);
            assertTrue(result.err().contains("text.jar"), result::toString);
        }
    }

    @Test
    void shouldWarnOfAMisspeltParameter() throws Exception {
        Files.writeString(folder.resolve("conf/org.netdma.core.cfg"), "transferTimeoutMilis=1000\n");
        try (NetDmaProcess netdma = NetDmaProcess.start(folder)) { // events come on a thread of the framework
            Await.until(netdma::errors, warnings -> warnings.contains("transferTimeoutMilis is no parameter"),
                    "a warning");
        }
    }

    @Test
    void shouldShutDownInOrderWhenTerminated() throws Exception {
        dropProvider();
        try (NetDmaProcess netdma = NetDmaProcess.start(folder)) {
            awaitProvider(netdma, true);
            netdma.terminate();
            Result result = netdma.awaitEnd();
            assertEquals(128 + 15, result.exitCode(), result::toString);
            assertEquals("", result.err(), result::toString);
        }
        String log = Files.readString(folder.resolve("data/logs/netdma.log"));
        int asked = log.indexOf("Shutting down");
        int unloaded = log.indexOf("driver org.netdma.provider.reference is unloaded");
        assertTrue(asked > 0 && asked < unloaded && unloaded < log.indexOf("Shut down", unloaded), log);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files in {@code providers/} that carry one driver, in the distribution. */
class DriverFilesIT {

    private static final String DEVICE = ProviderBundle.MINIMAL.instanceId();

    @TempDir
    private Path folder;
    private Path providers;

    @BeforeEach
    void makeFolder() throws Exception {
        providers = Files.createDirectories(folder.resolve("providers"));
    }

    private Path put(String name, String version) throws Exception {
        return Files.copy(TestBundles.minimalProvider(version), providers.resolve(name));
    }

    private static void awaitProviders(NetDmaProcess netdma, int count) throws Exception {
        Await.until(() -> providers(netdma), lines -> lines.size() == count, count + " providers");
    }

    private static List<String> providers(NetDmaProcess netdma) throws Exception {
        return netdma.ask("netdma:providers").stream().filter(line -> line.contains("STARTED")).toList();
    }

    private static List<String> drivers(NetDmaProcess netdma) throws Exception {
        return netdma.ask("pnp:drivers").stream().filter(line -> line.contains("LOADED")).toList();
    }

    @Test
    @DisplayName("of two files with the same bundle, there from the start, whichever is left serves")
    void shouldServeFromTheFileThatIsLeft() throws Exception {
        Path first = put("first.jar", "1.0.0");
        Path second = put("second.jar", "1.0.0");
        try (NetDmaProcess netdma = NetDmaProcess.start(folder)) {
            awaitProviders(netdma, 1);
            String refusal = netdma.errors();
            assertTrue(refusal.contains("Delete one of the two"), refusal);
            assertEquals(1, refusal.lines().count(), refusal);
            Path waits = refusal.contains(second + " is not installed") ? second : first;
            Path serves = waits.equals(first) ? second : first;

            Files.delete(serves);
            Await.until(() -> locations(netdma), List.of(waits.getFileName().toString())::equals, "the other serves");
            awaitProviders(netdma, 1);

            Files.copy(waits, serves);
            Await.until(netdma::errors, errors -> errors.lines().count() == 2, "it is refused now");
            Files.delete(serves);
            awaitProviders(netdma, 1);

            Files.delete(waits);
            awaitProviders(netdma, 0);
            put("third.jar", "1.0.0");
            awaitProviders(netdma, 1);
        }
    }

    private List<String> locations(NetDmaProcess netdma) throws Exception {
        return netdma.ask("lb -l").stream()
                .filter(line -> line.contains(providers.getFileName() + "/") && line.contains("Active"))
                .map(line -> line.substring(line.lastIndexOf('/') + 1).replaceFirst("\\|.*", "").strip()).toList();
    }

    @Test
    @DisplayName("a file that waits is updated with its content: another version of the bundle is installed beside")
    void shouldTakeANewVersionInTheFileThatWaits() throws Exception {
        put("first.jar", "1.0.0");
        put("second.jar", "1.0.0");
        try (NetDmaProcess netdma = NetDmaProcess.start(folder)) {
            awaitProviders(netdma, 1);
            Path waits = providers.resolve(netdma.errors().contains("second.jar is not") ? "second.jar" : "first.jar");
            Path whole = Files.copy(TestBundles.minimalProvider("1.1.0"), folder.resolve("newer.jar"));
            Files.move(whole, waits, StandardCopyOption.REPLACE_EXISTING);
            Await.until(() -> netdma.ask("pnp:drivers"), lines -> lines.stream().anyMatch(line ->
                    line.contains("1.1.0")), "the newer version is there");
        }
    }

    @Test
    @DisplayName("[PNP-15] of two versions the higher one serves from a restart on")
    void shouldTakeTheHigherVersionOnRestart() throws Exception {
        put("old.jar", "1.0.0");
        try (NetDmaProcess netdma = NetDmaProcess.start(folder)) {
            awaitProviders(netdma, 1);
            Path whole = Files.copy(TestBundles.minimalProvider("1.1.0"), folder.resolve("newer.jar"));
            Files.move(whole, providers.resolve("newer.jar"));
            Await.until(() -> netdma.ask("pnp:drivers"), lines -> lines.stream().anyMatch(line ->
                    line.contains("takes it")), "the newer version is offered");
            assertTrue(drivers(netdma).toString().contains("1.0.0"), "it is offered, no more");
            netdma.ask("pnp:restart " + DEVICE.replace('\\', '/'));
            awaitProviders(netdma, 1);
            assertTrue(drivers(netdma).toString().contains("1.1.0"), () -> ask(netdma));
            Files.delete(providers.resolve("newer.jar"));
            Await.until(() -> drivers(netdma).toString(), text -> text.contains("1.0.0"), "the older one serves again");
            awaitProviders(netdma, 1);
        }
    }

    private static String ask(NetDmaProcess netdma) {
        try {
            return netdma.ask("pnp:drivers").toString();
        } catch (Exception gone) {
            return gone.toString();
        }
    }
}

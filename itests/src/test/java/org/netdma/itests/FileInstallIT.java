// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.tck.exam.ContainerOptions;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.wdm.pnp.DriverInfo;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;

/** Files are dropped into a folder that FileInstall watches, replaced, and taken out. */
@InFelix({NetDmaOptions.class, TestBundles.class, FileInstallIT.WatchedFolder.class})
class FileInstallIT {

    private static final Path FOLDER = TestBundles.TARGET.resolve("watched");

    /** FileInstall with an empty folder, which is the driver store too. */
    public static final class WatchedFolder implements ContainerOptions {
        @Override
        public List<Option> options() {
            try {
                Files.createDirectories(FOLDER);
                emptyFolder();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return List.of(bundle(TestBundles.TARGET.resolve("fileinstall/org.apache.felix.fileinstall.jar").toUri()
                    .toString()),
                    frameworkProperty("felix.fileinstall.dir").value(FOLDER.toString()),
                    frameworkProperty("felix.fileinstall.poll").value("100"),
                    frameworkProperty("felix.fileinstall.noInitialDelay").value("true"),
                    frameworkProperty("felix.fileinstall.log.level").value("0"),
                    frameworkProperty("netdma.driver.store").value(FOLDER.toString()));
        }
    }

    private Machine machine;

    @BeforeEach
    void start(BundleContext context) {
        machine = new Machine(context);
    }

    @AfterEach
    void shouldEndEmpty() throws Exception {
        emptyFolder();
        Await.until(machine::devices, List::isEmpty, "all devices gone");
        Await.until(() -> machine.pnp().drivers(), List::isEmpty, "all drivers gone");
        assertEquals(List.of(), machine.clients().providers());
    }

    private static void emptyFolder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Lets the whole file appear at once; FileInstall otherwise reads what is there so far. */
    private static void drop(byte[] content, String name) throws IOException {
        Path hidden = Files.write(TestBundles.TARGET.resolve(name + ".part"), content);
        Files.move(hidden, FOLDER.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void drop(Path jar, String name) throws IOException {
        drop(Files.readAllBytes(jar), name);
    }

    @ParameterizedTest
    @EnumSource
    void shouldComeAndGoWithTheFile(ProviderBundle provider) throws Exception {
        drop(provider.jar(), "provider.jar");
        machine.awaitProvider(provider.instanceId());
        machine.awaitStarted(provider.instanceId());

        Files.delete(FOLDER.resolve("provider.jar"));
        machine.awaitGone(provider.instanceId());
        machine.awaitNoDriver(provider.driver());
        assertEquals(List.of(), machine.clients().providers());
        assertEquals(0, machine.memory().usage().regions());
    }

    @Test
    void shouldUpdateWithTheFile() throws Exception {
        drop(TestBundles.minimalProvider("1.0.0"), "provider.jar");
        long first = machine.awaitProvider(ProviderBundle.MINIMAL.instanceId()).number();

        drop(TestBundles.minimalProvider("1.1.0"), "provider.jar");
        Await.until(() -> machine.driver(ProviderBundle.MINIMAL.driver()).map(DriverInfo::version).orElse("none"),
                "1.1.0"::equals, "driver updated");
        assertTrue(machine.awaitProvider(ProviderBundle.MINIMAL.instanceId()).number() > first);
    }

    @Test
    @DisplayName("a bundle in the driver store that is no driver is listed as such")
    void shouldSayWhatIsNoDriver() throws Exception {
        drop(EmptyBundle.named("no.driver").readAllBytes(), "no-driver.jar");
        DriverInfo none = machine.awaitDriver("no.driver", LoadState.NOT_A_DRIVER);
        assertEquals("3.2.1", none.version());
        assertTrue(none.detail().contains("org.netdma.driver") || none.detail().contains("@PnpDriver"), none::detail);
        shouldStillTakeAProvider();
    }

    @Test
    void shouldOutliveAJarThatIsNoBundle() throws Exception {
        drop(EmptyBundle.jar("Main-Class", "Nothing"), "no-bundle.jar");
        shouldStillTakeAProvider();
    }

    @Test
    void shouldOutliveATruncatedJar() throws Exception {
        byte[] whole = Files.readAllBytes(ProviderBundle.REFERENCE.jar());
        drop(Arrays.copyOf(whole, whole.length / 2), "truncated.jar");
        shouldStillTakeAProvider();

        drop(whole, "truncated.jar");
        machine.awaitProvider(ProviderBundle.REFERENCE.instanceId());
    }

    private void shouldStillTakeAProvider() throws Exception {
        drop(ProviderBundle.MINIMAL.jar(), "provider.jar");
        machine.awaitProvider(ProviderBundle.MINIMAL.instanceId());
    }
}

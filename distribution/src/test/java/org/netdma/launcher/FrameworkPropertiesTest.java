// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;

class FrameworkPropertiesTest {

    private final Map<String, Object> properties = FrameworkProperties.of(
            new Installation(Path.of("/b"), Path.of("/p"), Path.of("/c"), Path.of("/d")), Path.of("/scratch"),
            List.of(new BundleFolder(1, List.of()), new BundleFolder(12, List.of())));

    @Test
    void shouldReadConfigurationsBeforeProvidersSoThatDriversFindTheirParameters() {
        assertEquals("${netdma.watched.conf},${netdma.watched.providers}", properties.get("felix.fileinstall.dir"));
        assertEquals(Path.of("/c"), Path.of((String) properties.get("netdma.watched.conf")));
        assertEquals(Path.of("/p"), Path.of((String) properties.get("netdma.watched.providers")));
    }

    @Test
    void shouldWatchTheFolderOfDevicesWhereThereIsOne(@TempDir Path conf) throws IOException {
        Path devices = Files.createDirectory(conf.resolve("devices"));
        Map<String, Object> watching = FrameworkProperties.of(
                new Installation(Path.of("/b"), Path.of("/p"), conf, Path.of("/d")), Path.of("/scratch"), List.of());
        assertEquals("${netdma.watched.conf},${netdma.watched.providers},${netdma.watched.devices}",
                watching.get("felix.fileinstall.dir"));
        assertEquals(devices, Path.of((String) watching.get("netdma.watched.devices")));
    }

    @Test
    void shouldStartEverythingUpToTheHighestLevel() {
        assertEquals("12", properties.get(Constants.FRAMEWORK_BEGINNING_STARTLEVEL));
    }

    @Test
    void shouldGiveProvidersTheLevelOfFileInstall() throws IOException {
        String folder = "bundles/" + properties.get("felix.fileinstall.start.level") + "-deployment";
        assertTrue(Files.readString(Path.of("src/main/assembly/content.xml")).contains(folder), folder);
    }

    @Test
    void shouldKeepInstancesApart() {
        assertTrue(Path.of((String) properties.get(Constants.FRAMEWORK_STORAGE)).startsWith("/scratch"));
        assertTrue(Path.of((String) properties.get("felix.fileinstall.tmpdir")).startsWith("/scratch"));
    }

    @Test
    void shouldTellTheDriverStoreAndTheDataFolder() {
        assertEquals(Path.of("/p").toString(), properties.get("netdma.driver.store"));
        assertEquals(Path.of("/d").toString(), properties.get("netdma.data"));
    }

    @Test
    void shouldInstallJarsAndConfigurationsButNotWhatIsBeingDownloaded() {
        Pattern filter = Pattern.compile((String) properties.get("felix.fileinstall.filter"));

        assertTrue(filter.matcher("engine.jar").matches());
        assertTrue(filter.matcher("org.acme.engine.cfg").matches());
        assertFalse(filter.matcher("engine.jar.part").matches());
        assertFalse(filter.matcher("README.txt").matches());
    }
}

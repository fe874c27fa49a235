// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.wdm.driver.PnpDriver;

class DriverBundlesTest {

    @Test
    void shouldTurnTheAnnotationIntoACapability(@TempDir Path folder) throws IOException {
        Path file = DriverBundles.write(folder, "1.2.3", RefusesFirstDeviceDriver.class);

        assertEquals("RefusesFirstDeviceDriver-1.2.3.jar", file.getFileName().toString());
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes headers = jar.getManifest().getMainAttributes();
            assertEquals(RefusesFirstDeviceDriver.class.getName(), headers.getValue("Bundle-SymbolicName"));
            assertEquals("1.2.3", headers.getValue("Bundle-Version"));
            Attrs capability = new Parameters(headers.getValue("Provide-Capability")).get(PnpDriver.NAMESPACE);
            assertEquals("toy.refuses-first-device", capability.getTyped("name"));
            assertEquals(List.of("ROOT\\REFUSES_FIRST_DEVICE"), capability.getTyped("hardwareIds"));
            assertEquals(2L, capability.getTyped("rootEnumerated"));
            assertTrue(headers.getValue("Import-Package").contains("org.netdma.wdm.driver;version=\"[1.0,"),
                    headers.getValue("Import-Package"));
            assertNotNull(jar.getEntry("OSGI-INF/" + RefusesFirstDeviceDriver.class.getName() + ".xml"));
            assertNotNull(jar.getEntry("org/netdma/itests/drivers/ToyDriver$Fdo.class"));
            assertNotNull(jar.getEntry("org/netdma/itests/drivers/ToyDriver$1.class"), "the table of its switch");
        }
    }
}

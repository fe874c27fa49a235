// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.tck.exam.Service;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A driver's registry path is its configuration, and takes effect while everything runs. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class ConfigurationIT {

    private Machine machine;

    @BeforeEach
    void start(BundleContext context) {
        machine = new Machine(context);
    }

    @AfterEach
    void reset(@Service ConfigurationAdmin configurations) throws Exception {
        for (ProviderBundle provider : ProviderBundle.values()) {
            configurations.getConfiguration(provider.driver(), "?").delete();
        }
        machine.uninstallDrivers();
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveAsManyDevicesAsConfigured(ProviderBundle provider, @Service ConfigurationAdmin configurations)
            throws Exception {
        machine.installAndStart(provider.jar());
        awaitEngines(provider, 1);

        Configuration configuration = configurations.getConfiguration(provider.driver(), "?");
        configuration.update(FrameworkUtil.asDictionary(Map.of("rootEnumerated", 3)));
        awaitEngines(provider, 3);

        configuration.update(FrameworkUtil.asDictionary(Map.of("rootEnumerated", "1")));
        awaitEngines(provider, 1);

        configuration.update(FrameworkUtil.asDictionary(Map.of("rootEnumerated", 0)));
        awaitEngines(provider, 0);

        configuration.delete();
        awaitEngines(provider, 1);
    }

    private void awaitEngines(ProviderBundle provider, int number) throws Exception {
        List<String> wanted = IntStream.range(0, number).mapToObj(provider::instanceId).toList();
        Await.until(() -> machine.devices(), wanted::equals, "devices " + wanted);
        for (String instanceId : wanted) {
            machine.awaitStarted(instanceId);
            machine.awaitProvider(instanceId);
        }
        assertEquals(number, machine.clients().providers().size());
    }

    @Test
    void shouldSurviveAValueThatIsNone(@Service ConfigurationAdmin configurations) throws Exception {
        machine.installAndStart(ProviderBundle.MINIMAL.jar());
        machine.installAndStart(ProviderBundle.REFERENCE.jar());
        machine.awaitProvider(ProviderBundle.MINIMAL.instanceId());
        machine.awaitProvider(ProviderBundle.REFERENCE.instanceId());

        Configuration configuration = configurations.getConfiguration(ProviderBundle.MINIMAL.driver(), "?");
        configuration.update(FrameworkUtil.asDictionary(Map.of("rootEnumerated", "many")));
        Await.until(() -> machine.driver(ProviderBundle.MINIMAL.driver()).orElseThrow().detail(),
                detail -> detail.contains("rootEnumerated") && detail.contains("many"), "what is wrong is said");
        machine.awaitProvider(ProviderBundle.REFERENCE.instanceId());

        configuration.update(FrameworkUtil.asDictionary(Map.of("rootEnumerated", 2)));
        machine.awaitProvider(ProviderBundle.MINIMAL.instanceId(1));
        assertTrue(machine.driver(ProviderBundle.MINIMAL.driver()).orElseThrow().detail().isEmpty());
    }
}

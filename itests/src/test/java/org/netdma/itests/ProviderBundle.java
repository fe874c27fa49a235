// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import java.nio.file.Path;

/** The provider bundles that there are. */
enum ProviderBundle {
    REFERENCE("org.netdma.provider.reference", "ROOT\\NETDMA_REFERENCE") {
        @Override
        Path jar() {
            return TestBundles.TARGET.resolve("providers/provider-reference.jar");
        }

        /** The same one: an update need not bring another version. */
        @Override
        Path newerJar() {
            return jar();
        }
    },
    MINIMAL("org.netdma.provider.minimal", "ROOT\\NETDMA_MINIMAL") {
        @Override
        Path jar() {
            return TestBundles.minimalProvider("1.0.0");
        }

        @Override
        Path newerJar() {
            return TestBundles.minimalProvider("1.1.0");
        }
    };

    private final String driver;
    private final String hardwareId;

    ProviderBundle(String driver, String hardwareId) {
        this.driver = driver;
        this.hardwareId = hardwareId;
    }

    abstract Path jar();

    abstract Path newerJar();

    String driver() {
        return driver;
    }

    String hardwareId() {
        return hardwareId;
    }

    /** {@return the instance id of its first device} */
    String instanceId() {
        return instanceId(0);
    }

    String instanceId(int number) {
        return "%s\\%04d".formatted(hardwareId, number);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"NetDMA " + ofNetDma(), "Java " + System.getProperty("java.version")};
    }

    /** {@return the version in the launcher's manifest} */
    static String ofNetDma() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "of unknown version" : version;
    }
}

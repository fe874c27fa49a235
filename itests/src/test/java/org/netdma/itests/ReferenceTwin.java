// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.netdma.tck.exam.ContainerOptions;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The bundle of the reference provider once more, as a driver of another name with devices of its own: parameters are a
 * driver's, so two reference engines of different versions are engines of two drivers. The option makes the file.
 */
public final class ReferenceTwin implements ContainerOptions {

    static final String DRIVER = "org.netdma.provider.twin";
    static final String INSTANCE_ID = "ROOT\\NETDMA_TWIN\\0000";

    @Override
    public List<Option> options() {
        try {
            Files.createDirectories(jar().getParent());
            write();
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return its file} */
    static Path jar() {
        return TestBundles.MADE.resolve("drivers/reference-twin.jar");
    }

    /** Says what its engines are like, before it is started. */
    static void configure(ConfigurationAdmin configurations, Map<String, Object> parameters) throws IOException {
        configurations.getConfiguration(DRIVER, "?").update(FrameworkUtil.asDictionary(parameters));
    }

    /** Forgets what its engines are like. */
    static void forget(ConfigurationAdmin configurations) throws IOException {
        configurations.getConfiguration(DRIVER, "?").delete();
    }

    private static void write() throws IOException {
        try (JarInputStream original = new JarInputStream(Files.newInputStream(ProviderBundle.REFERENCE.jar()));
                JarOutputStream twin =
                        new JarOutputStream(Files.newOutputStream(jar()), rename(original.getManifest()))) {
            JarEntry entry;
            while ((entry = original.getNextJarEntry()) != null) {
                byte[] content = original.readAllBytes();
                twin.putNextEntry(new JarEntry(entry.getName()));
                twin.write(entry.getName().startsWith("OSGI-INF/") ? rename(content) : content);
            }
        }
    }

    private static Manifest rename(Manifest manifest) {
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Bundle-SymbolicName", "provider-reference-twin");
        headers.putValue("Provide-Capability", rename(headers.getValue("Provide-Capability")));
        return manifest;
    }

    private static byte[] rename(byte[] component) {
        return rename(new String(component, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static String rename(String text) {
        return text.replace('"' + ProviderBundle.REFERENCE.driver() + '"', '"' + DRIVER + '"')
                .replace("NETDMA_REFERENCE", "NETDMA_TWIN");
    }
}

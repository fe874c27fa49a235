// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jars with a manifest and nothing else. */
final class EmptyBundle {

    private EmptyBundle() {
    }

    /** {@return a bundle of this symbolic name, version 3.2.1} */
    static InputStream named(String symbolicName) throws IOException {
        return new ByteArrayInputStream(jar("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", symbolicName,
                "Bundle-Version", "3.2.1"));
    }

    /** {@return a jar with these headers, names and values in turn} */
    static byte[] jar(String... headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (int i = 0; i < headers.length; i += 2) {
            manifest.getMainAttributes().putValue(headers[i], headers[i + 1]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }
}

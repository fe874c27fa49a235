// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/** Tells whether a file is a jar and a bundle. */
final class JarCheck {

    private JarCheck() {
    }

    /** {@return why the jar can not be installed, and what to do; empty when it can} */
    static Optional<String> objection(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                return Optional.of("it has no manifest, so it is no bundle. " + WAY_OUT);
            }
            return missingHeader(manifest.getMainAttributes());
        } catch (IOException e) {
            return Optional.of("it is no jar, or only a part of one (" + e.getMessage()
                    + "). Copy it again, completely; it is looked at again as soon as it changes");
        }
    }

    private static final String WAY_OUT = "Build it with bnd or copy a provider bundle instead";

    private static Optional<String> missingHeader(Attributes headers) {
        if (headers.getValue(Constants.BUNDLE_SYMBOLICNAME) == null) {
            return Optional.of("it is a jar but no bundle: its manifest has no " + Constants.BUNDLE_SYMBOLICNAME + ". "
                    + WAY_OUT);
        }
        return Optional.empty();
    }

    /** @throws IOException when the jar can not be installed, saying why and what to do */
    static void require(Path file) throws IOException {
        Optional<String> objection = objection(file);
        if (objection.isPresent()) {
            throw new IOException(objection.get());
        }
    }
}

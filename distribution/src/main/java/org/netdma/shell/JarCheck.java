// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Tells whether a file can be installed as a bundle beside those that are. */
final class JarCheck {

    private static final String SAME_BUNDLE = "the same bundle, ";
    private static final String WAY_OUT = "Copy a provider bundle instead, or build this one with bnd";

    private final Supplier<List<Installed>> bundles;
    // What the files are that were accepted: File Install asks for all before it installs the first.
    private final Map<Path, String> accepted = new HashMap<>();

    /** @param bundles answers with those that are installed now */
    JarCheck(Supplier<List<Installed>> bundles) {
        this.bundles = bundles;
    }

    /**
     * A bundle that is installed.
     *
     * @param name     its symbolic name
     * @param version  its version
     * @param location that it was installed from
     */
    record Installed(String name, Version version, String location) {

        private static final String REFERENCE = "reference:";

        /** {@return the file that it was installed from, if that is still there} */
        Optional<Path> file() {
            String uri = location.startsWith(REFERENCE) ? location.substring(REFERENCE.length()) : location;
            return uri.startsWith("file:") ? Optional.of(Path.of(URI.create(uri))).filter(Files::exists)
                    : Optional.empty();
        }
    }

    /** {@return why the jar can not be installed, and what to do; empty when it can, in place of others like it} */
    synchronized Optional<String> objection(Path file) {
        accepted.remove(file);
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            return manifest == null ? Optional.of("it is a jar without manifest, so it is no bundle. " + WAY_OUT)
                    : objection(file, manifest.getMainAttributes());
        } catch (IOException e) {
            return Optional.of("it is no jar, or only a part of one (" + e.getMessage()
                    + "). Copy it again, completely; it is looked at again as soon as it changes");
        }
    }

    private Optional<String> objection(Path file, Attributes headers) {
        String symbolicName = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (symbolicName == null) {
            return Optional.of("it is a jar but no bundle: its manifest has no " + Constants.BUNDLE_SYMBOLICNAME + ". "
                    + WAY_OUT);
        }
        try {
            String name = symbolicName.split(";", 2)[0].strip();
            return sameElsewhere(file, name, Version.parseVersion(headers.getValue(Constants.BUNDLE_VERSION)));
        } catch (IllegalArgumentException e) {
            return Optional.of("its " + Constants.BUNDLE_VERSION + " is wrong: " + e.getMessage() + ". " + WAY_OUT);
        }
    }

    /** File Install would replace the other bundle, be it a part of NetDMA itself. */
    private Optional<String> sameElsewhere(Path file, String name, Version version) {
        String same = name + " " + version;
        Stream<Path> installed = bundles.get().stream()
                .filter(bundle -> name.equals(bundle.name()) && version.equals(bundle.version()))
                .flatMap(bundle -> bundle.file().stream());
        Stream<Path> chosen = accepted.keySet().stream()
                .filter(other -> accepted.get(other).equals(same) && Files.exists(other));
        Optional<Path> twin = Stream.concat(installed, chosen).filter(other -> !other.equals(file)).findFirst();
        if (twin.isEmpty()) {
            accepted.put(file, same);
        }
        return twin.map(other -> SAME_BUNDLE + same + ", is installed already from " + other
                + ". Delete one of the two, and the other one serves; or give this one another version");
    }

    /** {@return why the file can not be installed, if that is only because another one has the same bundle} */
    Optional<String> duplicate(Path file) {
        return objection(file).filter(objection -> objection.startsWith(SAME_BUNDLE));
    }

    /** @throws IOException when the jar can not be installed, saying why and what to do */
    void require(Path file) throws IOException {
        Optional<String> objection = objection(file);
        if (objection.isPresent()) {
            throw new IOException(objection.get());
        }
    }
}

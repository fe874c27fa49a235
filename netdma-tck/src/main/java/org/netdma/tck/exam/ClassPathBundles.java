// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import static java.util.stream.Collectors.toMap;
import static org.ops4j.pax.exam.CoreOptions.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.jar.Manifest;
import org.ops4j.pax.exam.Option;

/**
 * The bundles that a container is made of: within netdma-tck-container, else on the class path. What Maven has put there
 * need not be looked for, copied or downloaded; but the versions on a class path depend on the order of dependencies.
 */
final class ClassPathBundles {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String CONTAINER = "org/netdma/tck/container/%s.jar";

    private ClassPathBundles() {
    }

    /**
     * {@return options that install and start these bundles}
     *
     * @param symbolicNames of all of them
     * @throws IllegalStateException when some cannot be found; it says how they get there
     */
    static List<Option> options(Collection<String> symbolicNames) {
        Map<String, URL> manifests = manifests();
        Map<String, String> locations = new LinkedHashMap<>();
        for (String name : symbolicNames) {
            URL inside = ClassPathBundles.class.getClassLoader().getResource(CONTAINER.formatted(name));
            if (inside != null) {
                locations.put(name, inside.toString());
            } else if (manifests.containsKey(name)) {
                locations.put(name, location(manifests.get(name)));
            }
        }
        TreeSet<String> missing = new TreeSet<>(symbolicNames);
        missing.removeAll(locations.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalStateException(("not on the class path: %s. The dependency org.netdma:netdma-tck-container,"
                    + " a jar in scope test, brings all that a container is made of").formatted(missing));
        }
        return locations.values().stream().<Option>map(location -> bundle(location)).toList();
    }

    /** {@return the manifests of all bundles on the class path, by symbolic name; of two the first} */
    private static Map<String, URL> manifests() {
        try {
            return Collections.list(ClassPathBundles.class.getClassLoader().getResources(MANIFEST)).stream()
                    .collect(toMap(ClassPathBundles::symbolicName, Function.identity(), (first, second) -> first));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String symbolicName(URL manifest) {
        try (InputStream content = manifest.openStream()) {
            String name = new Manifest(content).getMainAttributes().getValue("Bundle-SymbolicName");
            return name == null ? "" : name.split(";", 2)[0].strip();
        } catch (IOException e) {
            throw new UncheckedIOException(manifest.toString(), e);
        }
    }

    /** {@return where a bundle is: a file, or the folder that a build has not made a file of yet} */
    private static String location(URL manifest) {
        String root = manifest.toString().substring(0, manifest.toString().length() - MANIFEST.length());
        return root.startsWith("jar:") ? root.substring("jar:".length(), root.indexOf("!/")) : "reference:" + root;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.Jar;
import aQute.bnd.version.Version;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes bundles of driver classes the way a driver's own build does: with bnd, which reads their annotations. */
public final class DriverBundles {

    private DriverBundles() {
    }

    /**
     * Writes the bundle of a driver: the class, its superclasses, and the classes given with it.
     *
     * @param folder  to write into; the file is named {@code DRIVER-VERSION.jar}
     * @param version of the bundle
     * @param driver  the driver class, which names the bundle
     * @param others  further classes that it needs
     * @return the file
     */
    public static Path write(Path folder, String version, Class<?> driver, Class<?>... others) {
        List<Class<?>> classes = new ArrayList<>(Arrays.asList(others));
        for (Class<?> type = driver; type != Object.class; type = type.getSuperclass()) {
            classes.add(type);
        }
        try (Builder builder = new Builder()) {
            builder.setBundleSymbolicName(driver.getName());
            builder.setBundleVersion(new Version(version));
            builder.setProperty(Constants.NOEXTRAHEADERS, "true");
            // a driver that is built on another one's class is one driver all the same
            builder.setProperty(Constants.DSANNOTATIONS, driver.getName());
            builder.setProperty(Constants.BUNDLEANNOTATIONS, driver.getName());
            builder.setProperty(Constants.INCLUDERESOURCE, classes.stream().flatMap(DriverBundles::include)
                    .collect(Collectors.joining(",")));
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (entry.contains("netdma-api") || entry.contains("osgi")) {
                    builder.addClasspath(new File(entry)); // the annotations, and the versions of what is imported
                }
            }
            Path file = folder.resolve("%s-%s.jar".formatted(driver.getSimpleName(), version));
            write(builder, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a class that only its own package sees} */
    public static Class<?> beside(Class<?> type, String name) {
        try {
            return Class.forName(type.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Builder builder, Path file) throws IOException {
        try {
            Jar jar = builder.build();
            if (!builder.isOk()) {
                throw new IOException(file + ": " + builder.getErrors() + builder.getWarnings());
            }
            Files.createDirectories(file.getParent());
            jar.write(file.toFile());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // bnd declares no less
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** {@return the class files of a class and of all that are nested in it, those without a name included} */
    private static Stream<Path> files(Class<?> type) {
        try {
            Path file = Path.of(type.getResource(type.getSimpleName() + ".class").toURI());
            try (Stream<Path> siblings = Files.list(file.getParent())) {
                return siblings.filter(sibling -> sibling.equals(file)
                        || sibling.getFileName().toString().startsWith(type.getSimpleName() + "$")).toList().stream();
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> include(Class<?> type) {
        String folder = type.getPackageName().replace('.', '/');
        return files(type).map(file -> "%s/%s=%s".formatted(folder, file.getFileName(), file));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The folder whose bundles count as the driver store. Safe for use by any thread. */
public final class StoreFolder {

    private final Optional<Path> folder;

    /**
     * @param location its path or file URI; null or empty for none
     */
    public StoreFolder(String location) {
        folder = location == null || location.isBlank() ? Optional.empty() : path(location.strip());
    }

    /** {@return the file in the folder that a bundle of this location comes from; empty when it lies elsewhere} */
    public String fileOf(String bundleLocation) {
        return folder.isEmpty() || bundleLocation == null ? ""
                : path(bundleLocation).filter(path -> path.startsWith(folder.get())).map(Path::toString).orElse("");
    }

    private static Optional<Path> path(String location) {
        String plain = location.startsWith("reference:") ? location.substring("reference:".length()) : location;
        try {
            Path path = plain.startsWith("file:") ? Path.of(URI.create(plain)) : Path.of(plain);
            return Optional.of(real(path.toAbsolutePath().normalize()));
        } catch (IllegalArgumentException noFile) {
            return Optional.empty(); // of another scheme: not in a folder
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path;
        }
    }
}

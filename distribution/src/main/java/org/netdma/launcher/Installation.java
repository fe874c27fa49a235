// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders that one run of the container works with.
 *
 * @param bundles   the bundles it consists of
 * @param providers watched for provider bundles: the driver store
 * @param conf      watched for configurations
 * @param data      where the log and the shell's history stay
 */
record Installation(Path bundles, Path providers, Path conf, Path data) {

    /** {@return the folder that the distribution was unpacked to: the parent of the {@code lib} with this class} */
    static Path home() throws LaunchException {
        try {
            Path jar = Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.getParent().getParent();
        } catch (URISyntaxException e) {
            throw new LaunchException("the launcher can not tell where it is installed", e);
        }
    }

    /**
     * Chooses and checks the folders.
     *
     * @param home      of the distribution
     * @param providers other than the installation's, or null
     * @param conf      other than the installation's, or null
     * @param data      other than the installation's, or null
     * @throws LaunchException naming the folder that can not be used, and the option that chooses another
     */
    static Installation of(Path home, Path providers, Path conf, Path data) throws LaunchException {
        Path bundles = existing(home.resolve("bundles"), "the installation is incomplete: unpack it again");
        return new Installation(bundles,
                existing(providers == null ? home.resolve("providers") : providers,
                        "create it, or name another with --providers"),
                existing(conf == null ? home.resolve("conf") : conf, "create it, or name another with --conf"),
                data == null ? firstWritable(home) : writable(data));
    }

    private static Path existing(Path folder, String wayOut) throws LaunchException {
        if (!Files.isDirectory(folder)) {
            throw new LaunchException("the folder " + folder.toAbsolutePath() + " is not there; " + wayOut, null);
        }
        if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            throw new LaunchException("the folder " + folder.toAbsolutePath() + " can not be read: permission denied", null);
        }
        return folder.toAbsolutePath().normalize();
    }

    private static Path writable(Path data) throws LaunchException {
        try {
            Files.createDirectories(data);
            Files.delete(Files.createTempFile(data, "writable", null));
            return data.toAbsolutePath().normalize();
        } catch (IOException e) {
            throw new LaunchException("the folder " + data.toAbsolutePath()
                    + " for log and history can not be written (" + Reasons.of(e)
                    + "); name another with --data", e);
        }
    }

    /** An installation may be read-only for the person who runs it; then their data is below their home. */
    private static Path firstWritable(Path home) throws LaunchException {
        LaunchException refused = null;
        List<Path> candidates = new ArrayList<>(List.of(home.resolve("data")));
        candidates.addAll(belowHome(System.getProperty("user.home"), System.getenv("HOME")));
        for (Path candidate : candidates) {
            try {
                return writable(candidate);
            } catch (LaunchException e) {
                refused = e;
            }
        }
        throw refused;
    }

    /**
     * Returns the folders of a person's own data, the best first.
     *
     * @param homes of the person, as the JVM and the environment name them: null, or {@code ?}, for a user who has none,
     *              as there are in containers
     */
    static List<Path> belowHome(String... homes) {
        return Stream.of(homes).filter(home -> home != null && !home.isEmpty()).map(Path::of).filter(Path::isAbsolute)
                .map(home -> home.resolve(".netdma")).distinct().toList();
    }
}

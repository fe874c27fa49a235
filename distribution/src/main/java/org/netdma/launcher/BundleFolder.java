// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of bundles that start together, such as {@code bundles/4-core}. Its number is the start level; bundles of
 * level 0 are libraries, installed but never started.
 *
 * @param startLevel of its bundles
 * @param jars       its bundles, by name
 */
record BundleFolder(int startLevel, List<Path> jars) {

    private static final Pattern NAME = Pattern.compile("(\\d+)-.+");

    /**
     * {@return the folders of bundles, lowest start level first}
     *
     * @param bundles their parent
     * @throws LaunchException when it can not be read, or a folder in it carries no start level
     */
    static List<BundleFolder> in(Path bundles) throws LaunchException {
        try (Stream<Path> folders = Files.list(bundles)) {
            List<BundleFolder> found = new ArrayList<>();
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                found.add(read(folder));
            }
            found.sort(Comparator.comparingInt(BundleFolder::startLevel));
            return found;
        } catch (IOException e) {
            throw new LaunchException("the bundles in " + bundles + " can not be read", e);
        }
    }

    private static BundleFolder read(Path folder) throws IOException, LaunchException {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        if (!name.matches()) {
            throw new LaunchException("the folder " + folder
                    + " has no start level in its name; call it like 4-" + folder.getFileName(), null);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new BundleFolder(Integer.parseInt(name.group(1)),
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().toList());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netdma.launcher.console.Console;
import org.netdma.launcher.text.ConfigurationCharsets;
import org.netdma.launcher.log.FrameworkLog;
import org.osgi.framework.Constants;

/** What the framework, and File Install in it, are told. */
final class FrameworkProperties {

    /**
     * That of File Install, see {@code bundles/}: it starts only what the framework has reached the level of. The PnP
     * manager comes after and goes before, so that it finds all drivers, and unloads them while they are still there.
     */
    static final int PROVIDER_START_LEVEL = 3;

    private static final String POLL_MILLISECONDS = "500";

    private FrameworkProperties() {
    }

    /**
     * @param installation its folders
     * @param storage      a folder of this run alone, for the framework's copies of bundles
     * @param folders      of bundles: the highest of their start levels is the one to reach
     */
    static Map<String, Object> of(Installation installation, Path storage, List<BundleFolder> folders) {
        Map<String, Object> properties = new HashMap<>();
        framework(properties, installation, storage);
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(
                folders.stream().mapToInt(BundleFolder::startLevel).reduce(PROVIDER_START_LEVEL, Math::max)));
        fileInstall(properties, installation, storage);
        return properties;
    }

    private static void framework(Map<String, Object> properties, Installation installation, Path storage) {
        properties.put(Constants.FRAMEWORK_STORAGE, storage.resolve("bundles").toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                Console.class.getPackageName() + ";version=1.1.0");
        // JLine finds the terminal's signals, such as a change of its size, by reflection there.
        properties.put(Constants.FRAMEWORK_BOOTDELEGATION, "sun.misc");
        properties.put("felix.log.logger", new FrameworkLog());
        properties.put("netdma.driver.store", installation.providers().toString());
        properties.put("netdma.data", installation.data().toString());
    }

    private static void fileInstall(Map<String, Object> properties, Installation installation, Path storage) {
        // Configurations first, so that a driver finds its parameters when it is loaded. All that is there is taken
        // in while File Install starts, before the bundles of higher start levels.
        Path devices = installation.conf().resolve("devices");
        watch(properties, "conf", installation.conf());
        watch(properties, "providers", installation.providers());
        if (Files.isDirectory(devices)) {
            watch(properties, "devices", devices);
        }
        properties.put("felix.fileinstall.configEncoding", ConfigurationCharsets.NAME);
        properties.put("felix.fileinstall.filter", ".*\\.(jar|cfg|config)");
        properties.put("felix.fileinstall.subdir.mode", "skip");
        properties.put("felix.fileinstall.poll", POLL_MILLISECONDS);
        properties.put("felix.fileinstall.disableNio2", "true");
        properties.put("felix.fileinstall.noInitialDelay", "true");
        properties.put("felix.fileinstall.start.level", Integer.toString(PROVIDER_START_LEVEL));
        properties.put("felix.fileinstall.enableConfigSave", "false");
        properties.put("felix.fileinstall.log.level", "3");
        properties.put("felix.fileinstall.log.default", "jul");
        properties.put("felix.fileinstall.tmpdir", withoutVariables(storage.resolve("fileinstall")));
    }

    /**
     * Adds a folder to those that File Install watches. File Install splits its list of folders at commas and only then
     * replaces the variables in it, so the list names variables, whose values may contain commas.
     */
    private static void watch(Map<String, Object> properties, String name, Path folder) {
        String variable = "netdma.watched." + name;
        properties.put(variable, withoutVariables(folder));
        properties.merge("felix.fileinstall.dir", "${" + variable + "}", (others, one) -> others + "," + one);
    }

    /**
     * Returns a path in which File Install finds no variable to replace: its replacement ends with removing the escape
     * characters, and with making {@code $__} a {@code $}.
     */
    static String withoutVariables(Path path) {
        return path.toString().replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("$__", "$____");
    }
}

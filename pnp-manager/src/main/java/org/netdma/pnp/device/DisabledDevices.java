// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.device;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The devices that a person has disabled, remembered in a file over restarts of driver, bundle and framework [PNP-17].
 * Used by the PnP manager's thread only.
 */
public final class DisabledDevices {

    private static final System.Logger LOG = System.getLogger(DisabledDevices.class.getName());

    private final Optional<Path> file;
    private final Set<String> instanceIds = new TreeSet<>();

    /**
     * @param file one instance id on each line; empty to remember nothing
     */
    public DisabledDevices(Optional<Path> file) {
        this.file = file;
        file.ifPresent(this::read);
    }

    private void read(Path from) {
        try {
            Files.readAllLines(from).stream().filter(line -> !line.isBlank()).map(DisabledDevices::key)
                    .forEach(instanceIds::add);
        } catch (NoSuchFileException nothingDisabled) {
            LOG.log(Level.DEBUG, "no device is disabled: {0} is not there", from);
        } catch (IOException unreadable) {
            LOG.log(Level.ERROR, "which devices are disabled can not be read from " + from + "; all start [PNP-17]",
                    unreadable);
        }
    }

    private static String key(String instanceId) {
        return instanceId.strip().toUpperCase(Locale.ROOT);
    }

    /** {@return whether a device is disabled} */
    public boolean contains(String instanceId) {
        return instanceIds.contains(key(instanceId));
    }

    /** Remembers that a device is disabled. */
    public void add(String instanceId) {
        if (instanceIds.add(key(instanceId))) {
            file.ifPresent(this::write);
        }
    }

    /** Remembers that a device is enabled. {@return whether it was disabled} */
    public boolean remove(String instanceId) {
        boolean removed = instanceIds.remove(key(instanceId));
        if (removed) {
            file.ifPresent(this::write);
        }
        return removed;
    }

    private void write(Path to) {
        try {
            // Beside it and then in its place, so that a crash leaves the old list or the new one.
            Path fresh = to.resolveSibling(to.getFileName() + ".new");
            Files.createDirectories(to.toAbsolutePath().getParent());
            Files.write(fresh, instanceIds);
            Files.move(fresh, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            LOG.log(Level.ERROR, "which devices are disabled can not be written to " + to
                    + "; it holds until the framework ends [PNP-17]", unwritable);
        }
    }
}

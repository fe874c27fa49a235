// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.netdma.itests.drivers.CompetingDriver;
import org.netdma.itests.drivers.DriverBundles;
import org.netdma.itests.drivers.IllegalCharacteristicsDriver;
import org.netdma.itests.drivers.NoAddDeviceDriver;
import org.netdma.itests.drivers.NoUnloadDriver;
import org.netdma.itests.drivers.PciDriver;
import org.netdma.itests.drivers.RefusesAddDeviceDriver;
import org.netdma.itests.drivers.RefusesDriverEntryDriver;
import org.netdma.itests.drivers.RefusesFirstDeviceDriver;
import org.netdma.itests.drivers.RefusesRemoveDriver;
import org.netdma.itests.drivers.RefusesStartDriver;
import org.netdma.itests.drivers.ScriptedDriver;
import org.netdma.itests.drivers.SilentEngineDriver;
import org.netdma.itests.drivers.StaleRegistrationDriver;
import org.netdma.itests.drivers.ThrowsInAddDeviceDriver;
import org.netdma.itests.drivers.ThrowsInDriverEntryDriver;
import org.netdma.itests.drivers.ThrowsInStartDriver;
import org.netdma.itests.drivers.ThrowsInUnloadDriver;
import org.netdma.itests.drivers.UpperFilterDriver;
import org.netdma.itests.drivers.WellBehavedDriver;
import org.netdma.itests.load.CopyingClient;
import org.netdma.itests.minimal.MinimalDriver;
import org.netdma.tck.exam.ContainerOptions;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.FrameworkUtil;

/** Files of bundles that tests install while the container runs. The option of this name makes those of drivers. */
public final class TestBundles implements ContainerOptions {

    /** The build's target folder, the same inside and outside. */
    public static final Path TARGET = Path.of(System.getProperty("netdma.itests.target", "target")).toAbsolutePath();

    /** Bundles that this JVM makes: those of another one that runs tests at the same time would be overwritten. */
    static final Path MADE = Path.of(System.getProperty("netdma.itests.made", "target/made")).toAbsolutePath();

    private static final Path DRIVERS = MADE.resolve("drivers");
    private static final Path CLIENTS = MADE.resolve("clients");

    static {
        if (FrameworkUtil.getBundle(TestBundles.class) == null) {
            Made.once(); // for tests too that have no container of their own, or one in another process
        }
    }

    @Override
    public List<Option> options() {
        return List.of(); // loading this class has made them
    }

    /** Made once in a JVM, outside: driver classes stay unloaded inside the containers. */
    private static final class Made {
        private static final List<Class<?>> TOYS = List.of(
                IllegalCharacteristicsDriver.class, NoAddDeviceDriver.class, NoUnloadDriver.class, PciDriver.class,
                RefusesAddDeviceDriver.class, RefusesDriverEntryDriver.class, RefusesFirstDeviceDriver.class,
                RefusesRemoveDriver.class, RefusesStartDriver.class, StaleRegistrationDriver.class,
                ThrowsInAddDeviceDriver.class, ThrowsInDriverEntryDriver.class, ThrowsInStartDriver.class,
                ThrowsInUnloadDriver.class, UpperFilterDriver.class,
                WellBehavedDriver.class);

        static {
            TOYS.forEach(toy -> DriverBundles.write(DRIVERS, "1.0.0", toy));
            Class<?> engine = DriverBundles.beside(MinimalDriver.class, "MinimalEngine");
            for (String version : List.of("1.0.0", "1.1.0")) {
                DriverBundles.write(DRIVERS, version, MinimalDriver.class, engine);
                DriverBundles.write(DRIVERS, version, ScriptedDriver.class, MinimalDriver.class, engine);
            }
            DriverBundles.write(DRIVERS, "1.0.0", CompetingDriver.class, MinimalDriver.class, engine);
            DriverBundles.write(DRIVERS, "1.0.0", SilentEngineDriver.class, MinimalDriver.class, engine);
            DriverBundles.write(CLIENTS, "1.0.0", CopyingClient.class, Stream.of("ChannelPath", "Channels",
                    "CheckedCopy", "CopyPath", "ManagedPath", "Report", "Stages", "Tickets", "Worker")
                    .map(name -> DriverBundles.beside(CopyingClient.class, name)).toArray(Class<?>[]::new));
        }

        static void once() {
            // loading the class has made them
        }
    }

    /** {@return the bundle of a toy driver} */
    public static Path toy(Class<?> driver) {
        return DRIVERS.resolve(driver.getSimpleName() + "-1.0.0.jar");
    }

    /** {@return the bundle of the scripted driver; there are 1.0.0 and 1.1.0} */
    static Path scriptedDriver(String version) {
        return DRIVERS.resolve("ScriptedDriver-%s.jar".formatted(version));
    }

    /** {@return the bundle of the client that copies all the time} */
    static Path copyingClient() {
        return CLIENTS.resolve("CopyingClient-1.0.0.jar");
    }

    /** {@return the bundle of the minimal provider; there are 1.0.0 and 1.1.0} */
    public static Path minimalProvider(String version) {
        return DRIVERS.resolve("MinimalDriver-%s.jar".formatted(version));
    }
}

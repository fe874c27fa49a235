// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell.parameters;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Hashtable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Waits until the configurations that are there have reached the components they are for. ConfigurationAdmin tells of
 * changes in their order, on one thread, on which components restart: once it has told of a change made now, those made
 * before have taken effect.
 */
@Component(immediate = true, service = {ConfigurationsApplied.class, ConfigurationListener.class})
public final class ConfigurationsApplied implements ConfigurationListener {

    private static final System.Logger LOGGER = System.getLogger(ConfigurationsApplied.class.getName());
    private static final String MARK = "org.netdma.shell.mark";

    private final ConfigurationAdmin configurations;
    private volatile CountDownLatch told = new CountDownLatch(0);

    @Activate
    public ConfigurationsApplied(@Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    /** Waits at most so long; when that is not enough, it is logged. */
    public void await(Duration limit) {
        CountDownLatch latch = new CountDownLatch(1);
        told = latch;
        try {
            Configuration mark = configurations.getConfiguration(MARK, "?");
            mark.update(new Hashtable<>());
            mark.delete();
            if (!latch.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.log(Level.WARNING, "Going on although not all configurations in conf/ have taken effect within "
                        + "{0} s", limit.toSeconds());
            }
        } catch (IOException unwritable) {
            LOGGER.log(Level.WARNING, "Whether the configurations have taken effect can not be told", unwritable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED && event.getPid().equals(MARK)) {
            told.countDown();
        }
    }
}

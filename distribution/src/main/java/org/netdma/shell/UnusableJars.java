// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Refuses the jars that File Install can not use. File Install passes over them in silence; asked here, it logs the
 * refusal, and asks again when the file has changed, as when a copy is complete at last. It does not ask when such a
 * file takes the place of a bundle: then the bundle is uninstalled, which is noticed here. A second file with a bundle
 * that is there is not refused for good, it waits for the first one to be deleted.
 */
@Component(immediate = true)
public final class UnusableJars implements ArtifactInstaller {

    private static final System.Logger LOGGER = System.getLogger(UnusableJars.class.getName());

    private final BundleContext context;
    private final JarCheck check;
    private final WaitingJars waiting;
    private final BundleListener listener = this::bundleChanged;

    @Activate
    public UnusableJars(BundleContext context) {
        this.context = context;
        check = new JarCheck(() -> installed(context));
        waiting = new WaitingJars(context, check);
        context.addBundleListener(listener);
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(listener);
    }

    private static List<JarCheck.Installed> installed(BundleContext context) {
        return Arrays.stream(context.getBundles()).map(UnusableJars::installed).toList();
    }

    private static JarCheck.Installed installed(Bundle bundle) {
        return new JarCheck.Installed(bundle.getSymbolicName(), bundle.getVersion(), bundle.getLocation());
    }

    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            reportReplaced(event.getBundle());
        }
        if (event.getType() == BundleEvent.UNINSTALLED || event.getType() == BundleEvent.UPDATED) {
            waiting.bundlesChanged();
        }
    }

    private void reportReplaced(Bundle bundle) {
        installed(bundle).file().filter(file -> !waiting.contains(file)).ifPresent(file ->
                check.objection(file).ifPresent(objection -> LOGGER.log(Level.ERROR, file
                        + " took the place of the bundle " + bundle + ", which is removed, but can not be installed: "
                        + objection)));
    }

    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(".jar")
                && (waiting.contains(file.toPath()) || check.objection(file.toPath()).isPresent());
    }

    @Override
    public void install(File file) throws IOException {
        Optional<String> duplicate = check.duplicate(file.toPath());
        if (duplicate.isPresent()) {
            waiting.add(file.toPath(), duplicate.get());
        } else {
            check.require(file.toPath());
        }
    }

    @Override
    public void update(File file) {
        waiting.changed(file.toPath());
    }

    @Override
    public void uninstall(File file) {
        waiting.deleted(file.toPath());
    }
}

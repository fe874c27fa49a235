// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
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
 * file takes the place of a bundle: then the bundle is uninstalled, which is noticed here.
 */
@Component(immediate = true)
public final class UnusableJars implements ArtifactInstaller {

    private static final System.Logger LOGGER = System.getLogger(UnusableJars.class.getName());

    private final BundleContext context;
    private final JarCheck check;
    private final BundleListener replaced = this::reportReplaced;

    @Activate
    public UnusableJars(BundleContext context) {
        this.context = context;
        check = new JarCheck(() -> installed(context));
        context.addBundleListener(replaced);
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(replaced);
    }

    private static List<JarCheck.Installed> installed(BundleContext context) {
        return Arrays.stream(context.getBundles()).map(UnusableJars::installed).toList();
    }

    private static JarCheck.Installed installed(Bundle bundle) {
        return new JarCheck.Installed(bundle.getSymbolicName(), bundle.getVersion(), bundle.getLocation());
    }

    private void reportReplaced(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            installed(event.getBundle()).file().ifPresent(file -> check.objection(file).ifPresent(objection ->
                    LOGGER.log(Level.ERROR, file + " took the place of the bundle " + event.getBundle()
                            + ", which is removed, but can not be installed: " + objection)));
        }
    }

    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(".jar") && check.objection(file.toPath()).isPresent();
    }

    @Override
    public void install(File file) throws IOException {
        check.require(file.toPath());
    }

    @Override
    public void update(File file) throws IOException {
        check.require(file.toPath());
    }

    @Override
    public void uninstall(File file) {
        // nothing came of it
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Refuses the jars that File Install can not use. File Install passes over them in silence; asked here, it logs the
 * refusal, and asks again when the file has changed, as when a copy is complete at last.
 */
@Component
public final class UnusableJars implements ArtifactInstaller {

    private final JarCheck check;

    @Activate
    public UnusableJars(BundleContext context) {
        check = new JarCheck(() -> installed(context));
    }

    private static List<JarCheck.Installed> installed(BundleContext context) {
        return Arrays.stream(context.getBundles())
                .map(bundle -> new JarCheck.Installed(bundle.getSymbolicName(), bundle.getVersion(),
                        bundle.getLocation()))
                .toList();
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

// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.File;
import java.io.IOException;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.component.annotations.Component;

/**
 * Refuses the jars that File Install can not use. File Install passes over them in silence; asked here, it logs the
 * refusal, and asks again when the file has changed, as when a copy is complete at last.
 */
@Component
public final class UnusableJars implements ArtifactInstaller {

    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(".jar") && JarCheck.objection(file.toPath()).isPresent();
    }

    @Override
    public void install(File file) throws IOException {
        JarCheck.require(file.toPath());
    }

    @Override
    public void update(File file) throws IOException {
        JarCheck.require(file.toPath());
    }

    @Override
    public void uninstall(File file) {
        // nothing came of it
    }
}

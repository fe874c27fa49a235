// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import org.netdma.pnp.sequence.PlugAndPlay;
import org.netdma.wdm.verifier.Verifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Has the PnP manager tell the verifier what drivers do wrong, while there is one. */
@Component(immediate = true, service = {})
public final class DriverVerifierComponent {

    private final PlugAndPlay plugAndPlay;

    @Activate
    public DriverVerifierComponent(@Reference PlugAndPlay plugAndPlay, @Reference Verifier verifier) {
        this.plugAndPlay = plugAndPlay;
        plugAndPlay.reportTo(verifier);
    }

    @Deactivate
    void deactivate() {
        plugAndPlay.reportTo(null);
    }
}

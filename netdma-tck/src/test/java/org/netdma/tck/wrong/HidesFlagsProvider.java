// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.util.Set;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundOptions;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;

/** Does not say at registration what it can do. */
@Breaks("[REG-3] registers with legal")
public final class HidesFlagsProvider extends AbleSoundDriver {

    public HidesFlagsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ProviderCharacteristics characteristics(SoundOptions options, DeviceObject pdo) {
        return new ProviderCharacteristics(options.version(), Set.of(), pdo, options.channels(), "Shy engine");
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.util.Set;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundOptions;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;

/** Registers as 2.0 without a friendly name. */
@Breaks("[REG-3]")
public final class NamelessProvider extends SoundDriver {

    public NamelessProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ProviderCharacteristics characteristics(SoundOptions options, DeviceObject pdo) {
        return new ProviderCharacteristics(options.version(), Set.of(), pdo, options.channels(), "");
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

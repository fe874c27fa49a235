// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.util.Set;
import org.netdma.NetDmaVersion;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundOptions;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;

/** Registers with a version that does not exist. */
@Breaks("[REG-2]")
public final class UnknownVersionProvider extends SoundDriver {

    public UnknownVersionProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ProviderCharacteristics characteristics(SoundOptions options, DeviceObject pdo) {
        return new ProviderCharacteristics(new NetDmaVersion(2, 1), Set.of(), pdo, options.channels(), "Sound engine");
    }

    static final class Conformance extends WrongProviderConformance {
    }
}

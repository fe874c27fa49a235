// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.sound;

import org.netdma.NetDmaVersion;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;

/**
 * What a sound engine is.
 *
 * @param version   it is written for
 * @param channels  it has
 * @param isMessage whether channels interrupt by messages of their own
 */
public record SoundOptions(NetDmaVersion version, int channels, boolean isMessage) {

    public static SoundOptions read(RegistryPath registryPath) throws NtStatusException {
        long minor = registryPath.integer("minor", 0, 0, 1);
        NetDmaVersion version = new NetDmaVersion((int) registryPath.integer("major", 2, 1, 2), (int) minor);
        return new SoundOptions(version, (int) registryPath.integer("channels", 4, 1, 64),
                registryPath.flag("messages", false));
    }

    boolean isCounted() {
        return version.isAtLeast(NetDmaVersion.V2_0);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.core.verifier.Watched;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.wdm.NtStatus;

/**
 * A driver's channel with an eye on how long a submission takes. Only between a channel and a driver that is watched.
 */
final class WatchedSubmissions implements ProviderChannel {

    private final ProviderChannel channel;
    private final Watched driver;

    WatchedSubmissions(ProviderChannel channel, Watched driver) {
        this.channel = channel;
        this.driver = driver;
    }

    @Override
    public NtStatus startDma(long descriptor, int count) {
        return driver.during("StartDma", () -> channel.startDma(descriptor, count));
    }

    @Override
    public NtStatus appendDma(long descriptor, int count) {
        return driver.during("AppendDma", () -> channel.appendDma(descriptor, count));
    }

    @Override
    public void freeDmaChannel() {
        channel.freeDmaChannel();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;

/** With a channel of a driver of some kind. */
abstract class ChannelFixture extends CopyFixture {

    FakeProvider provider;
    DmaChannel channel;

    ChannelFixture(int size) {
        super(size);
    }

    /** Opens the channel. {@return the engine behind it} */
    final FakeEngine open(int major, FakeProvider.ChannelKind kind, int ring) throws NetDmaException {
        provider = new FakeProvider(new NetDmaVersion(major, 0), kind);
        channel = core.channelOf(provider, ring);
        return provider.channel().engine;
    }

    final void submitNulls(int count) {
        for (int i = 0; i < count; i++) {
            channel.enqueueNull(0);
        }
        assertTrue(channel.submit() > 0);
    }
}

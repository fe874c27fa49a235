// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.provider.PnpNotificationCode.PROVIDER_POWER_DOWN;
import static org.netdma.provider.PnpNotificationCode.PROVIDER_POWER_UP;

import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.FakeProvider;
import org.netdma.wdm.NtStatus;

/** Channels whose provider goes to low power and comes back. */
abstract class PowerFixture extends CopyFixture {

    static final int SIZE = 1 << 20;

    PowerFixture() {
        super(SIZE);
    }

    final void copyOne(FakeProvider by, DmaChannel channel, long ticket) throws NetDmaException {
        assertEquals(ticket, channel.enqueueCopy(source, 0, destination, 0, 1 << 16));
        assertEquals(ticket, channel.submit());
        by.channels.forEach(each -> each.engine.drain());
        assertEquals(ticket, channel.poll());
    }

    /** To low power, where the engine loses what it knows. */
    static void down(FakeProvider cycled) {
        assertEquals(NtStatus.SUCCESS, cycled.registration().notifyPnpEvent(PROVIDER_POWER_DOWN));
        cycled.channels.forEach(channel -> channel.engine.stop(false));
    }

    static void cycle(FakeProvider cycled) {
        down(cycled);
        assertEquals(NtStatus.SUCCESS, cycled.registration().notifyPnpEvent(PROVIDER_POWER_UP));
    }
}

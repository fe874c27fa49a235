// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import org.netdma.NetDmaException;
import org.netdma.core.fake.FakeChannel.Complete;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.Settings;

/** With a chain that is edited. */
abstract class EditFixture extends ChannelFixture {

    static final int SIZE = 4096;

    EditFixture() {
        super(SIZE);
    }

    @Override
    final Interface openInterface() throws NetDmaException {
        return new Interface(new Settings(Duration.ofSeconds(10), Duration.ofMillis(50), true, 2));
    }

    final FakeEngine open(int major) throws NetDmaException {
        return open(major, Complete::new, 8);
    }

    /** Byte n of the source to byte n of the destination. */
    final void enqueue(int... bytes) {
        for (int n : bytes) {
            assertTrue(channel.enqueueCopy(source, n, destination, n, 1) > 0);
        }
    }

    final void assertCopied(int... bytes) throws NetDmaException {
        byte[] expected = new byte[16];
        for (int n : bytes) {
            expected[n] = source.buffer().get(n);
        }
        byte[] actual = new byte[16];
        destination.buffer().get(0, actual);
        assertEquals(Arrays.toString(expected), Arrays.toString(actual));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/** The channels of an engine that clients have, by their numbers. Any thread. */
final class AllocatedChannels {

    private final AtomicReferenceArray<EngineChannel> channels;

    /** @param most how many there can be */
    AllocatedChannels(int most) {
        channels = new AtomicReferenceArray<>(most);
    }

    void add(int number, EngineChannel channel) {
        channels.set(number, channel);
    }

    void remove(int number) {
        channels.set(number, null);
    }

    void forEach(Consumer<EngineChannel> action) {
        for (int n = 0; n < channels.length(); n++) {
            EngineChannel channel = channels.get(n);
            if (channel != null) {
                action.accept(channel);
            }
        }
    }
}

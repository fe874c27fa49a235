// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.client.DmaChannel;

class LaneTest {

    private final List<CompletableFuture<Void>> stages = new ArrayList<>();

    /** A channel that, as one does that finds itself halted, ends its copies while the next one is submitted. */
    private DmaChannel channel() {
        return (DmaChannel) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DmaChannel.class},
                (proxy, method, arguments) -> {
                    stages.forEach(stage -> stage.complete(null));
                    stages.add(new CompletableFuture<>());
                    return stages.get(stages.size() - 1);
                });
    }

    @Test
    @DisplayName("[CLI-2] who is told that a copy ended holds no lock of its lane: it gives the copy to another one")
    void shouldTellOutsideOfItsLock() {
        Lane lane = new Lane(1, channel(), new EngineRecord());
        List<Boolean> held = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            lane.copy(new CopyRequest(null, 0, null, 0, 1), failure -> held.add(Thread.holdsLock(lane)));
        }
        assertEquals(List.of(false, false), held);
        assertEquals(1, lane.load());
        stages.get(2).complete(null);
        assertEquals(List.of(false, false, false), held);
        assertEquals(0, lane.load());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FencedOrderTest {

    private static final int MANY = 100_000;

    private final FencedOrder order = new FencedOrder(2 * MANY);
    private final List<String> begun = new ArrayList<>();

    @Test
    @DisplayName("[XFR-10] work after a fence begins when all before it has ended")
    void shouldHoldWorkBehindAFence() {
        order.admit(() -> begun.add("a"));
        order.admit(() -> begun.add("b"));
        CompletionStage<Void> fence = order.fence();
        order.admit(() -> begun.add("c"));
        assertEquals(List.of("a", "b"), begun);
        order.ended();
        assertEquals(List.of("a", "b"), begun);
        assertFalse(fence.toCompletableFuture().isDone());
        order.ended();
        assertTrue(fence.toCompletableFuture().isDone());
        assertEquals(List.of("a", "b", "c"), begun);
        assertEquals(1, order.pending());
    }

    @Test
    @DisplayName("[XFR-10] a fence behind nothing is passed at once")
    void shouldPassAFenceBehindNothing() {
        assertTrue(order.fence().toCompletableFuture().isDone());
        order.admit(() -> begun.add("a"));
        order.ended();
        assertTrue(order.fence().toCompletableFuture().isDone());
    }

    @Test
    @DisplayName("[XFR-10] fences are passed in order, each after the work before it")
    void shouldPassFencesInOrder() {
        order.admit(() -> begun.add("a"));
        order.fence().thenRun(() -> begun.add("fence 1"));
        order.fence().thenRun(() -> begun.add("fence 2"));
        order.admit(() -> begun.add("b"));
        order.fence().thenRun(() -> begun.add("fence 3"));
        order.ended();
        assertEquals(List.of("a", "fence 1", "fence 2", "b"), begun);
        order.ended();
        assertEquals(List.of("a", "fence 1", "fence 2", "b", "fence 3"), begun);
    }

    @Test
    @DisplayName("[XFR-10] any number of fences with work that ends at once needs no stack")
    void shouldNotRecurse() {
        order.admit(() -> begun.add("first"));
        for (int i = 0; i < MANY; i++) {
            order.fence();
            order.admit(order::ended);
        }
        order.ended();
        assertEquals(0, order.pending());
    }

    @Test
    @DisplayName("[CHN-3] no more is taken than may be pending")
    void shouldRefuseMoreThanMayBePending() {
        FencedOrder small = new FencedOrder(1);
        assertTrue(small.admit(() -> begun.add("a")));
        assertFalse(small.admit(() -> begun.add("b")));
        small.ended();
        assertTrue(small.admit(() -> begun.add("c")));
        assertEquals(List.of("a", "c"), begun);
    }
}

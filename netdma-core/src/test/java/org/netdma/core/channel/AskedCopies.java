// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The copies that a client asked for and that are not known to be done: each has its bytes when it is. */
final class AskedCopies {

    /** A piece of a copy, by places in the arena. */
    record Piece(int from, int to, int length, boolean constant) {
    }

    private final Arena arena;
    private final List<Asked> asked = new ArrayList<>();
    private int verified;

    AskedCopies(Arena arena) {
        this.arena = arena;
    }

    /** One copy; known by its ticket, or by its stage. */
    private static final class Asked {
        private final long ticket;
        private final CompletableFuture<Void> stage;
        private final List<Piece> pieces;
        private final BitSet written = new BitSet();
        private final BitSet disputed = new BitSet();

        Asked(long ticket, CompletableFuture<Void> stage, List<Piece> pieces) {
            this.ticket = ticket;
            this.stage = stage;
            this.pieces = pieces;
            for (Piece piece : pieces) {
                if (written.get(piece.to, piece.to + piece.length).cardinality() > 0) {
                    disputed.set(piece.to, piece.to + piece.length);
                }
                written.set(piece.to, piece.to + piece.length);
            }
        }

        boolean isDone(long done) {
            return stage == null ? ticket <= done : stage.isDone() && !stage.isCompletedExceptionally();
        }
    }

    void ticket(long ticket, List<Piece> pieces) {
        add(new Asked(ticket, null, pieces));
    }

    void stage(CompletableFuture<Void> stage, List<Piece> pieces) {
        add(new Asked(Long.MAX_VALUE, stage, pieces));
    }

    /** Bytes that two copies write are those of either. */
    private void add(Asked copy) {
        arena.mayBeWritten(copy.written);
        for (Asked other : asked) {
            if (other.written.intersects(copy.written)) {
                copy.disputed.or(other.written);
                other.disputed.or(copy.written);
            }
        }
        asked.add(copy);
    }

    /** Checks the copies that are done, up to a ticket. */
    void check(long done) {
        for (Asked copy : List.copyOf(asked)) {
            if (copy.isDone(done)) {
                check(copy);
                asked.remove(copy);
                verified++;
            }
        }
    }

    private void check(Asked copy) {
        for (Piece piece : copy.pieces) {
            for (int i = 0; piece.constant && i < piece.length; i++) {
                if (arena.at(piece.from + i) != arena.at(piece.to + i) && !copy.disputed.get(piece.to + i)) {
                    throw new AssertionError("byte %d of %s, ticket %d, is not there".formatted(i, piece, copy.ticket));
                }
            }
        }
    }

    /** A copy that was cancelled moves nothing when its turn comes. */
    void cancelled(long ticket) {
        asked.removeIf(copy -> copy.ticket == ticket);
    }

    /** Copies that were under way are over, done or not. */
    void forget() {
        asked.clear();
    }

    /** {@return how many were found to be done, with their bytes} */
    int verified() {
        return verified;
    }
}

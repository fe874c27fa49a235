// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.fake;

/** An exception whose message is that of another one, and the other way round: who reads it overflows the stack. */
public final class Circular extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Circular other;

    /** Makes the two. */
    public Circular() {
        other = new Circular(this);
    }

    private Circular(Circular other) {
        this.other = other;
    }

    @Override
    public String getMessage() {
        return other.getMessage();
    }
}

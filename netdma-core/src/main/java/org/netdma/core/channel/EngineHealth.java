// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

/**
 * What is known of an engine, to distinguish one that is slow from one that hangs, and that from one that is broken
 * [STO-4]. Callable from any thread.
 *
 * @param hangs that its driver has ended
 * @param turns of its channels
 */
public record EngineHealth(MendedHangs hangs, EngineTurns turns) {

    /** Of an engine that was not started yet. */
    public EngineHealth() {
        this(new MendedHangs(), new EngineTurns());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.client.managed;

/** What a managed copier does with a copy when no engine is there to do it. */
public enum WhenNoEngine {
    /**
     * Fails it at once, with what the last engine said; with DEVICE_NOT_READY when there is none, or DEVICE_POWERED_OFF
     * when engines are there and in low power.
     */
    FAIL,
    /**
     * Waits for an engine, as long as the policy says; then fails it with IO_TIMEOUT. An engine that failed again and
     * again is tried a few times meanwhile. A copy whose own attempts all failed does not wait: it fails at once with
     * what the engine said.
     */
    WAIT,
    /** Copies by the CPU, on a thread of the copier's own. */
    FALL_BACK
}

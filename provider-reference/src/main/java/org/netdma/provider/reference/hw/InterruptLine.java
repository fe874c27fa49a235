// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

/** The wire from a channel to whoever listens: an MSI-X message of its own, or a line that all channels share. */
@FunctionalInterface
public interface InterruptLine {

    /** Not connected. */
    InterruptLine NOT_CONNECTED = () -> { };

    /** Raises the interrupt. Called on the engine's thread; quick. */
    void raise();
}

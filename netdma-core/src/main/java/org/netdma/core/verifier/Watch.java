// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

/**
 * What the interface watches drivers and clients with.
 *
 * @param verifier  that is told
 * @param callbacks that looks on while their routines run
 */
public record Watch(CoreVerifier verifier, CallbackWatch callbacks) implements AutoCloseable {

    /** {@return one that tells this verifier} */
    public static Watch of(CoreVerifier verifier) {
        return new Watch(verifier, new CallbackWatch(verifier));
    }

    /** {@return a client's bundle, to be watched} */
    public Watched client(String bundle) {
        return new Watched(this, Suspect.client(bundle), () -> { });
    }

    /**
     * {@return a driver, to be watched}
     *
     * @param stop run when it broke a rule in mode STRICT; quick
     */
    public Watched driver(Suspect driver, Runnable stop) {
        return new Watched(this, driver, stop);
    }

    /** Ends the thread. */
    @Override
    public void close() {
        callbacks.close();
    }
}

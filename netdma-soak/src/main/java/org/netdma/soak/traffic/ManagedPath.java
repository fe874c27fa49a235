// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.traffic;

import java.util.concurrent.CompletionStage;
import org.netdma.client.managed.ManagedCopier;

/** Copies that survive their engines: none may fail. */
record ManagedPath(ManagedCopier copier) implements CopyPath {

    @Override
    public CompletionStage<Void> copy(Payload payload) {
        return copier.copy(payload.source(), payload.sourceOffset(), payload.destination(),
                payload.destinationOffset(), payload.length());
    }

    @Override
    public boolean mayFail() {
        return false;
    }

    @Override
    public boolean renew() {
        return true;
    }

    @Override
    public void close() {
        // closed by the traffic, once its statistics are read
    }
}

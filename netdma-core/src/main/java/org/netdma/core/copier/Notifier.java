// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.util.ArrayList;
import java.util.List;
import org.netdma.client.event.ClientEvent;

/** Keeps what a client is told until its copier is there to hear it. */
final class Notifier {

    private final List<ClientEvent> early = new ArrayList<>();
    private SpreadingCopier copier;

    /** Passes an event on, or keeps it. */
    synchronized void notified(ClientEvent event) {
        if (copier == null) {
            early.add(event);
        } else {
            copier.notified(event);
        }
    }

    /** Passes on what was kept, and everything from now on. */
    synchronized void connect(SpreadingCopier newCopier) {
        copier = newCopier;
        early.forEach(copier::notified);
        early.clear();
    }
}

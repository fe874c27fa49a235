// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.traffic;

import java.util.concurrent.CompletionStage;
import org.netdma.NetDmaException;

/** A way to copy. */
interface CopyPath extends AutoCloseable {

    /** Starts a copy. {@return its end} */
    CompletionStage<Void> copy(Payload payload);

    /** {@return whether a copy may fail when its engine is taken away} */
    boolean mayFail();

    /** Looks for another engine when the last one is gone. {@return whether there is one} */
    boolean renew() throws NetDmaException;

    @Override
    void close();
}

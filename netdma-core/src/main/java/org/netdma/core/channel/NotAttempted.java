// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.NetDmaException;

/**
 * Why a copy failed that was accepted and stood behind another one: the engine stopped at that one, and did not begin
 * this. To a client it is the same as the exception it is made of.
 */
public final class NotAttempted extends NetDmaException {

    private static final long serialVersionUID = 1L;

    private final String message;

    NotAttempted(NetDmaException reason) {
        super(reason.status(), reason.rule(), reason.getMessage());
        message = reason.getMessage(); // with rule and status already
    }

    @Override
    public String getMessage() {
        return message;
    }
}

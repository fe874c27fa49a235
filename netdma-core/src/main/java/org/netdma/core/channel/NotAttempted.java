// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.NetDmaException;

/**
 * Why a copy failed through no fault of its own or of the engine at it: it stood behind another one, at which the engine
 * stopped, or its channel ended in an orderly way before its turn came. To a client it is the same as the exception it is
 * made of.
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

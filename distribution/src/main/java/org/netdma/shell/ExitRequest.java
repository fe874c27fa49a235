// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.util.Optional;
import java.util.stream.Stream;

/** The command {@code exit}, on its way out of the commands around it. */
final class ExitRequest extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    ExitRequest(int exitCode) {
        super("exit " + exitCode, null, false, false);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    /** {@return the request that the failure is, or was caused by} */
    static Optional<ExitRequest> in(Throwable failure) {
        return Stream.iterate(failure, thrown -> thrown != null, Throwable::getCause)
                .filter(ExitRequest.class::isInstance)
                .map(ExitRequest.class::cast)
                .findFirst();
    }
}

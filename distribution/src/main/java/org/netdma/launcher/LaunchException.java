// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

/** The container can not be started. The message names what is in the way and what to do. */
final class LaunchException extends Exception {

    private static final long serialVersionUID = 1;

    LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}

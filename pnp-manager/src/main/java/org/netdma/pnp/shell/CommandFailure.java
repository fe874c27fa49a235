// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

/** A command that could not do what was asked. Its message is one line that a person can act on. */
public final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong and what is expected, in one line
     */
    public CommandFailure(String message) {
        super(oneLine(message));
    }

    /** What was typed, or what a driver says of its failure, may have line breaks in it. */
    private static String oneLine(String message) {
        return message.replaceAll("\\R", " ");
    }

    /** {@return the message alone: the shell prints this, and a class name tells a person nothing} */
    @Override
    public String toString() {
        return getMessage();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

/**
 * A command that could not do what was asked, or that was asked wrongly. Its message is one line that names the thing,
 * the rule and the way out; that line is all that a person sees of it.
 */
public final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do about it, in one line */
    public CommandFailure(String message) {
        super(oneLine(message));
    }

    /**
     * @param message what is wrong and what to do about it, in one line
     * @param cause   what led to it
     */
    public CommandFailure(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** A path or a name that was typed may have line breaks in it. */
    private static String oneLine(String message) {
        return message.replaceAll("\\R", " ");
    }

    /** {@return the same failure, of that command} */
    CommandFailure of(String command) {
        CommandFailure named = new CommandFailure(command + ": " + getMessage(), getCause());
        for (Throwable suppressed : getSuppressed()) {
            named.addSuppressed(suppressed);
        }
        return named;
    }

    /** {@return the message alone: the interactive shell prints this, and a class name tells a person nothing} */
    @Override
    public String toString() {
        return getMessage();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import org.apache.felix.service.command.CommandSession;

/** Commands that do next to nothing. */
public final class ToyCommands {

    public void say(CommandSession session, String word) {
        session.getConsole().println(word);
    }

    public void fail() {
        throw new IllegalStateException("no engine,\n  and no hope");
    }

    public int answer() {
        return 42;
    }
}

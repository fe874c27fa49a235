// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gogo's versions of the well-known commands. Gogo's own shell, which would bring them, is not started. */
@Component(service = PosixCommands.class, property = {"osgi.command.scope=gogo",
    "osgi.command.function=cat", "osgi.command.function=cd", "osgi.command.function=clear",
    "osgi.command.function=date", "osgi.command.function=echo", "osgi.command.function=grep",
    "osgi.command.function=head", "osgi.command.function=less", "osgi.command.function=ls",
    "osgi.command.function=pwd", "osgi.command.function=sleep", "osgi.command.function=sort",
    "osgi.command.function=tail", "osgi.command.function=watch", "osgi.command.function=wc"})
public final class PosixCommands extends Posix {

    @Activate
    public PosixCommands(@Reference CommandProcessor processor) {
        super(processor);
    }
}

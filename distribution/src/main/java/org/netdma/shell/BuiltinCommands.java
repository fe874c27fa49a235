// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import org.apache.felix.gogo.jline.Builtin;
import org.osgi.service.component.annotations.Component;

/** Gogo's commands about the shell itself. */
@Component(service = BuiltinCommands.class, property = {"osgi.command.scope=gogo",
    "osgi.command.function=complete", "osgi.command.function=format", "osgi.command.function=history",
    "osgi.command.function=keymap", "osgi.command.function=new", "osgi.command.function=set",
    "osgi.command.function=setopt", "osgi.command.function=tac", "osgi.command.function=type",
    "osgi.command.function=unsetopt", "osgi.command.function=__directories", "osgi.command.function=__files"})
public final class BuiltinCommands extends Builtin {
}

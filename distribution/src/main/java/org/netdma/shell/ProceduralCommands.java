// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import org.apache.felix.gogo.jline.Procedural;
import org.osgi.service.component.annotations.Component;

/** Gogo's control structures. */
@Component(service = ProceduralCommands.class, property = {"osgi.command.scope=gogo",
    "osgi.command.function=break", "osgi.command.function=continue", "osgi.command.function=each",
    "osgi.command.function=if", "osgi.command.function=not", "osgi.command.function=throw",
    "osgi.command.function=try", "osgi.command.function=until", "osgi.command.function=while"})
public final class ProceduralCommands extends Procedural {
}

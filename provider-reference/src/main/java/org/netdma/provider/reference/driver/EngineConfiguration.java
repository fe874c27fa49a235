// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The driver's parameters as tools show them; {@link EngineParameters} reads and checks them. */
@ObjectClassDefinition(pid = ReferenceDriver.NAME, name = "NetDMA reference engine",
        description = "The engines of the reference provider. A change restarts them.")
@interface EngineConfiguration {

    @AttributeDefinition(name = "Engines", description = "How many engines there are.", min = "0")
    int rootEnumerated() default 1;

    @AttributeDefinition(name = "Channels", description = "Channels of each engine.", min = "1", max = "64")
    int channels() default EngineParameters.DEFAULT_CHANNELS;

    @AttributeDefinition(name = "NetDMA version", options = {
        @Option(label = "1.0: null-terminated chains", value = "1.0"),
        @Option(label = "1.1: and power notification", value = "1.1"),
        @Option(label = "2.0: counted chains, page breaks, direct cache access", value = "2.0")})
    String version() default "2.0";

    @AttributeDefinition(name = "Interrupts", options = {
        @Option(label = "an MSI-X message for each channel", value = "message"),
        @Option(label = "one shared line", value = "line")})
    String interrupts() default "message";

    @AttributeDefinition(name = "Suspend and resume", description = "Channels can be suspended and resumed.")
    boolean suspend() default true;

    @AttributeDefinition(name = "Abort", description = "Channels can be aborted.")
    boolean abort() default true;

    @AttributeDefinition(name = "Reset", description = "Channels can be reset.")
    boolean reset() default true;

    @AttributeDefinition(name = "Priorities", description = "Channels can be more urgent than others.")
    boolean priorities() default true;

    @AttributeDefinition(name = "Direct cache access", description = "Understands context changes. Version 2.0 only.")
    boolean dca() default true;

    @AttributeDefinition(name = "Processor groups", description = "Understands group affinities. Version 2.0 only.")
    boolean groups() default true;

    @AttributeDefinition(name = "MaximumTransferSize", min = "4096", max = "1073741824",
            description = "Bytes of one descriptor. An abort, and other channels, wait for one descriptor.")
    long maximumTransferSize() default EngineParameters.DEFAULT_MAXIMUM_TRANSFER_SIZE;

    @AttributeDefinition(name = "MaximumAddressSpace", min = "16777215",
            description = "Largest physical address that the engines reach.")
    long maximumAddressSpace() default Long.MAX_VALUE;

    @AttributeDefinition(name = "Idle policy", options = {
        @Option(label = "never sleep: quickest, takes a whole CPU for each engine", value = "latency"),
        @Option(label = "sleep after some tens of microseconds", value = "balanced"),
        @Option(label = "sleep almost at once", value = "economy")})
    String idlePolicy() default "balanced";

    @AttributeDefinition(name = "Interrupt delay", min = "0", max = "16383",
            description = "Microseconds that an interrupt is held back at most while copies go on, so that one tells of "
                    + "many; 0 for an interrupt after each descriptor that asks for one.")
    long interruptDelay() default EngineParameters.DEFAULT_INTERRUPT_DELAY;

    @AttributeDefinition(name = "Command limit, ms", min = "1", max = "60000",
            description = "How long an engine may take to obey a command, such as an abort, before it counts as hung.")
    long commandLimitMillis() default EngineLimits.DEFAULT_COMMAND_MILLIS;

    @AttributeDefinition(name = "Power-down limit, ms", min = "1", max = "60000",
            description = "How long an engine may take to stand still before it is left behind.")
    long powerDownLimitMillis() default EngineLimits.DEFAULT_POWER_DOWN_MILLIS;

    @AttributeDefinition(name = "Fault injection", description = "Faults can be injected, as with netdma:inject.")
    boolean faultInjection() default true;

    @AttributeDefinition(name = "Friendly name", type = AttributeType.STRING, description = "What people read.")
    String friendlyName() default "NetDMA reference engine";
}

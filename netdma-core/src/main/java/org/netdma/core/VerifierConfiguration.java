// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of the verifier, PID {@value VerifierComponent#PID}. A change replaces modes set by command. */
@ObjectClassDefinition(pid = VerifierComponent.PID, name = "NetDMA verifier",
        description = "Whom the verifier watches for broken rules, and how closely")
@interface VerifierConfiguration {

    /** {@return the mode of whoever has none of its own} */
    @AttributeDefinition(name = "Mode", options = {
            @Option(label = "off: nobody is watched", value = "off"),
            @Option(label = "warn: violations are logged and counted", value = "warn"),
            @Option(label = "strict: whoever breaks a rule is stopped", value = "strict") },
            description = "Of every driver and client that is not named below")
    String mode() default "off";

    /** {@return modes of some} */
    @AttributeDefinition(name = "Drivers", description = "Modes of single drivers, and of client bundles by their "
            + "symbolic names, each as name=mode")
    String[] drivers() default {};

    /** {@return how long a callback may take} */
    @AttributeDefinition(name = "Callback limit, ms", min = "1",
            description = "A routine of a driver, or a listener of a client, that does not return for so long is "
                    + "reported")
    long callbackLimitMillis() default 2_000;
}

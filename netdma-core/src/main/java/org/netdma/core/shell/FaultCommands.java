// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.netdma.fault.FaultInjection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The Gogo command {@code netdma:inject}, for whichever devices offer to do wrong on purpose. */
@Component(service = FaultCommands.class, immediate = true, property = {
        CommandProcessor.COMMAND_SCOPE + "=netdma",
        CommandProcessor.COMMAND_FUNCTION + "=inject"})
public final class FaultCommands {

    private static final Duration CLEANUP_LIMIT = Duration.ofSeconds(10);

    private final Map<String, FaultInjection> devices = new ConcurrentSkipListMap<>();
    private final RunningCommands running = new RunningCommands();

    /** @param shell not used, but without it there is nobody to type a command, and no class of it to load */
    @Activate
    public FaultCommands(@Reference CommandProcessor shell) {
        // the devices come by addDevice
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDevice(FaultInjection device) {
        devices.put(device.instanceId(), device);
    }

    void removeDevice(FaultInjection device) {
        devices.remove(device.instanceId(), device);
    }

    /** Ends the commands that run. */
    @Deactivate
    public void deactivate() {
        running.close(CLEANUP_LIMIT);
    }

    @Descriptor("lets a device do wrong on purpose, for a test; without arguments lists what can go wrong")
    public void inject(CommandSession session,
            @Descriptor("[-json] [--clear] [DEVICE [FAULT [NAME=VALUE...]]], [-h] for all options") String[] arguments)
            throws CommandFailure {
        running.run(() -> CommandRunner.run(new InjectCommand(devices), GogoContext.of(session), arguments));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.util.Optional;
import org.netdma.fault.FaultInjection;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.resource.InterruptKind;
import org.netdma.wdm.resource.ResourceRequirementsList;

/**
 * The provider context [REG-5]: lives from AddDevice to REMOVE_DEVICE, and has hardware while the device is started.
 * The interface calls it on clients' threads.
 */
abstract sealed class EngineProvider implements DmaProvider permits MessageProvider, LineProvider {

    private volatile PoweredEngine engine;

    /** {@return a provider for the kind of interrupts that the parameters ask for} */
    static EngineProvider of(EngineParameters parameters) {
        return parameters.interrupts() == InterruptKind.MESSAGE
                ? new MessageProvider(parameters.engine().channels()) : new LineProvider();
    }

    /** {@return the bus driver's list without the interrupts that are not used, the rest as it was [PNP-5]} */
    abstract ResourceRequirementsList filter(ResourceRequirementsList offered);

    /** Takes hardware that is ready for every request [STA-1]. */
    void powerUp(PoweredEngine powered) {
        engine = powered;
    }

    boolean isPowered() {
        return engine != null;
    }

    /** D3: the hardware stops, and forgets; it stays this provider's. Nothing happens when there is none. */
    void sleep() {
        PoweredEngine powered = engine;
        if (powered != null) {
            powered.sleep();
        }
    }

    /** D0: the hardware works again, as just built. */
    void wake() {
        PoweredEngine powered = engine;
        if (powered != null) {
            powered.wake();
        }
    }

    /** {@return what the hardware can do wrong on purpose, while there is any} */
    Optional<FaultInjection> faults() {
        return Optional.ofNullable(engine).map(PoweredEngine::faults);
    }

    /** {@return how many channels the hardware has; 0 when there is none} */
    int channels() {
        PoweredEngine powered = engine;
        return powered == null ? 0 : powered.engine().options().channels();
    }

    /** {@return what the hardware says of itself} */
    String report() {
        PoweredEngine powered = engine;
        return powered == null ? "no hardware: the device is not started" : EngineReport.of(powered);
    }

    /** {@return what broke the hardware, in a sentence; empty while it works} */
    Optional<String> breakdown() {
        return Optional.ofNullable(engine).flatMap(PoweredEngine::breakdown);
    }

    /** Fails what clients have running, as when the card is pulled [PNP-11]. */
    void detach() {
        PoweredEngine powered = engine;
        if (powered != null) {
            powered.detach();
        }
    }

    /** Gives the hardware up. The provider is stopped: no channel is allocated any more. */
    void powerDown() {
        PoweredEngine powered = engine;
        engine = null;
        if (powered != null) {
            powered.powerDown();
        }
    }

    @Override
    public ChannelAllocation allocateDmaChannel(ChannelParameters parameters, ChannelHandle handle) {
        PoweredEngine powered = engine;
        return powered == null
                ? new ChannelAllocation.Refused(NtStatus.DEVICE_NOT_READY) : powered.allocate(parameters, handle);
    }
}

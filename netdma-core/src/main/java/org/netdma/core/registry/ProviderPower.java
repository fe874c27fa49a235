// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.netdma.NetDmaVersion;
import org.netdma.client.event.ClientEvent;
import org.netdma.core.registry.ProviderLifecycle.Event;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.wdm.NtStatus;

/** What becomes of the power notifications of one provider's driver [PWR-1, PWR-2, PWR-3]. One call at a time. */
final class ProviderPower {

    private static final Logger LOG = System.getLogger(ProviderPower.class.getName());

    private final RegisteredProvider owner;
    private final ProviderEvents events;

    ProviderPower(RegisteredProvider owner, ProviderEvents events) {
        this.owner = owner;
        this.events = events;
    }

    /** {@return SUCCESS once all is done that the code asks for, else why it is refused} */
    NtStatus notified(PnpNotificationCode code) {
        if (owner.isDeregistered()) {
            return owner.refused("PnPEventNotify", "REG-4");
        }
        if (code == null || !code.isFromDriver()) {
            LOG.log(Level.WARNING, "{0}: notification {1} is refused: a driver sends PROVIDER_POWER_DOWN and "
                    + "PROVIDER_POWER_UP only [PWR-1]", owner.name(), code);
            return NtStatus.INVALID_PARAMETER;
        }
        if (!owner.version().isAtLeast(NetDmaVersion.V1_1)) {
            LOG.log(Level.WARNING, "{0}: notification {1} is refused: a 1.0 provider keeps its engine powered while "
                    + "copies are outstanding, and says contextLost() [PWR-3]", owner.name(), code);
            return NtStatus.NOT_SUPPORTED;
        }
        return code == PnpNotificationCode.PROVIDER_POWER_DOWN ? down() : up();
    }

    private NtStatus down() {
        synchronized (events) {
            if (!owner.transitionTo(Event.POWER_DOWN)) {
                return owner.refused("ProviderPowerDown", "PWR-1");
            }
            owner.post(ClientEvent.ProviderPowerDown::new);
        }
        owner.channels().powerDown();
        synchronized (events) {
            owner.transitionTo(Event.POWERED_DOWN);
        }
        LOG.log(Level.INFO, "{0} is powered down, nothing is outstanding [PWR-1]", owner.name());
        return NtStatus.SUCCESS;
    }

    private NtStatus up() {
        if (!owner.isPoweredDown()) {
            return owner.refused("ProviderPowerUp", "PWR-2");
        }
        owner.channels().powerUp();
        synchronized (events) {
            owner.transitionTo(Event.POWER_UP);
            owner.post(ClientEvent.ProviderPowerUp::new);
            if (owner.freeChannels() > 0) {
                owner.post(ClientEvent.ChannelArrival::new);
            }
        }
        LOG.log(Level.INFO, "{0} is powered up", owner.name());
        return NtStatus.SUCCESS;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import org.netdma.provider.BusMemory;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderRegistration;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.NtStatus;

/** The provider handle as the driver gets it: each call is noted in the record of the device's life. */
final class RecordedRegistration implements ProviderRegistration {

    private final ProviderRegistration registration;
    private final DeviceConversation conversation;

    /**
     * @param registration does the work
     * @param device       the PDO
     */
    RecordedRegistration(ProviderRegistration registration, DeviceObject device) {
        this.registration = registration;
        conversation = new DeviceConversation(device);
    }

    @Override
    public NtStatus start(ProviderAttributes attributes) {
        return conversation.fromDriver("NetDmaProviderStart", () -> registration.start(attributes));
    }

    @Override
    public NtStatus stop() {
        return conversation.fromDriver("NetDmaProviderStop", registration::stop);
    }

    @Override
    public NtStatus deregister() {
        return conversation.fromDriver("NetDmaDeregisterProvider", registration::deregister);
    }

    @Override
    public NtStatus notifyPnpEvent(PnpNotificationCode code) {
        return conversation.fromDriver("NetDmaPnPEventNotify " + code, () -> registration.notifyPnpEvent(code));
    }

    @Override
    public NtStatus contextLost() {
        return conversation.fromDriver("context lost", registration::contextLost);
    }

    @Override
    public BusMemory busMemory() {
        return registration.busMemory();
    }
}

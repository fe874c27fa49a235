// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider;

/** What the interface and its two sides tell each other about a provider. Windows: NET_DMA_PNP_NOTIFICATION_CODE. */
public enum PnpNotificationCode {
    /** A provider was registered: interface to clients. */
    PROVIDER_REGISTERED(1, false),
    /** A provider was started: interface to clients. */
    PROVIDER_ARRIVAL(2, false),
    /** A provider stops: interface to clients. */
    PROVIDER_REMOVAL(3, false),
    /** Channels can be allocated: interface to clients. */
    CHANNEL_ARRIVAL(4, false),
    /** The engine is about to lose power: driver to interface, and on to clients [PWR-1]. Since 1.1. */
    PROVIDER_POWER_DOWN(5, true),
    /** The engine works again: driver to interface, and on to clients [PWR-2]. Since 1.1. */
    PROVIDER_POWER_UP(6, true);

    private final int code;
    private final boolean fromDriver;

    PnpNotificationCode(int code, boolean fromDriver) {
        this.code = code;
        this.fromDriver = fromDriver;
    }

    /** {@return the number Windows gives it} */
    public int code() {
        return code;
    }

    /** {@return whether a driver may send it} */
    public boolean isFromDriver() {
        return fromDriver;
    }
}

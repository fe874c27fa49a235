// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

/** The Plug and Play minor functions, with who handles them in which order and whether a driver may fail them. */
public enum PnpMinorFunction implements MinorFunction {
    /** Start with the assigned resources; the driver works after the lower drivers have. */
    START_DEVICE(0x00, Order.BOTTOM_UP, true),
    /** May the device be removed? A failure is a veto. */
    QUERY_REMOVE_DEVICE(0x01, Order.TOP_DOWN, true),
    /** The device is removed: stop, deregister, detach, delete [PNP-10]. */
    REMOVE_DEVICE(0x02, Order.TOP_DOWN, false),
    /** The removal asked about does not happen. */
    CANCEL_REMOVE_DEVICE(0x03, Order.BOTTOM_UP, false),
    /** Stop so that resources can be moved. */
    STOP_DEVICE(0x04, Order.TOP_DOWN, false),
    /** May the device be stopped? A failure is a veto. */
    QUERY_STOP_DEVICE(0x05, Order.TOP_DOWN, true),
    /** The stop asked about does not happen. */
    CANCEL_STOP_DEVICE(0x06, Order.BOTTOM_UP, false),
    /** Which devices hang on this one? */
    QUERY_DEVICE_RELATIONS(0x07, Order.TOP_DOWN, true),
    /** What can the device do? */
    QUERY_CAPABILITIES(0x09, Order.BOTTOM_UP, true),
    /** Which resources does the device need? */
    QUERY_RESOURCE_REQUIREMENTS(0x0B, Order.BUS_DRIVER, true),
    /** What shall a person read? */
    QUERY_DEVICE_TEXT(0x0C, Order.BUS_DRIVER, true),
    /** The function driver edits the requirements [PNP-5]. */
    FILTER_RESOURCE_REQUIREMENTS(0x0D, Order.BOTTOM_UP, true),
    /** Instance, hardware and compatible ids. */
    QUERY_ID(0x13, Order.BUS_DRIVER, true),
    /** Is the device disabled, failed, to be hidden? */
    QUERY_PNP_DEVICE_STATE(0x14, Order.TOP_DOWN, true),
    /** The device is gone already: fail what is outstanding, take nothing new [PNP-11]. */
    SURPRISE_REMOVAL(0x17, Order.TOP_DOWN, false);

    /** In which order the drivers of a stack do their part. */
    public enum Order {
        /** Before passing the IRP down. */
        TOP_DOWN,
        /** After the lower drivers have completed it. */
        BOTTOM_UP,
        /** Only the bus driver handles it. */
        BUS_DRIVER
    }

    private final int code;
    private final Order order;
    private final boolean mayFail;

    PnpMinorFunction(int code, Order order, boolean mayFail) {
        this.code = code;
        this.order = order;
        this.mayFail = mayFail;
    }

    @Override
    public int code() {
        return code;
    }

    /** {@return in which order the drivers of a stack do their part} */
    public Order order() {
        return order;
    }

    /** {@return whether a driver is allowed to fail it [PNP-7]} */
    public boolean mayFail() {
        return mayFail;
    }
}

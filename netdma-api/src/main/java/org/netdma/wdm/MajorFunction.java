// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

/** The major function of an IRP: which dispatch entry of a driver it goes to. Windows: IRP_MJ_XXX. */
public enum MajorFunction {
    /** A handle to the device is opened. */
    CREATE(0x00),
    /** The last handle is closed. */
    CLOSE(0x02),
    /** A request defined by the device itself. */
    DEVICE_CONTROL(0x0E),
    /** Power management; the minor is a {@link PowerMinorFunction}. */
    POWER(0x16),
    /** Management instrumentation. */
    SYSTEM_CONTROL(0x17),
    /** Plug and Play; the minor is a {@link PnpMinorFunction}. */
    PNP(0x1B);

    private final int code;

    MajorFunction(int code) {
        this.code = code;
    }

    /** {@return the number Windows gives it} */
    public int code() {
        return code;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

/** The power minor functions. */
public enum PowerMinorFunction implements MinorFunction {
    /** Go to the power state of the parameters. */
    SET_POWER(0x02),
    /** May the device go to the power state of the parameters? */
    QUERY_POWER(0x03);

    private final int code;

    PowerMinorFunction(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}

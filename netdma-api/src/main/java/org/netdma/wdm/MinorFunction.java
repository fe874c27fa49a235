// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

/** The minor function of an IRP. */
public sealed interface MinorFunction permits PnpMinorFunction, PowerMinorFunction, MinorFunction.None {

    /** {@return the number Windows gives it} */
    int code();

    /** {@return the name, as in IRP_MN_XXX} */
    String name();

    /** The minor function of major functions that have none. */
    enum None implements MinorFunction {
        /** No minor function. */
        NONE;

        @Override
        public int code() {
            return 0;
        }
    }
}

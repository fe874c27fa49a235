// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.NetDmaVersion;
import org.netdma.tck.ProviderUnderTest;

/** What a wrong provider runs on, and the version that it is written for. */
public enum Machine {
    /** 2.0, without interrupt resources. */
    PLAIN,
    /** 1.0, without interrupt resources. */
    FIRST,
    /** 1.1, without interrupt resources. */
    LINKED,
    /** 2.0, with a message for each channel. */
    MESSAGES,
    /** 2.0, with a line. */
    LINE;

    /** {@return the same provider on this machine; its driver reads what it is from its parameters} */
    ProviderUnderTest build(ProviderUnderTest provider) {
        return switch (this) {
            case PLAIN -> provider;
            case FIRST -> provider.version(NetDmaVersion.V1_0).parameter("major", 1);
            case LINKED -> provider.version(NetDmaVersion.V1_1).parameter("major", 1).parameter("minor", 1);
            case MESSAGES -> provider.parameter("messages", true).messageInterrupts(4);
            case LINE -> provider.lineInterrupt();
        };
    }
}

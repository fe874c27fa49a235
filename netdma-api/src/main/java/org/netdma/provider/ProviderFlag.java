// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider;

import org.netdma.NetDmaVersion;

/** Optional abilities that a provider declares at registration. */
public enum ProviderFlag {
    /** Direct cache access: understands context-change descriptors [DCA-1]. Since 2.0. */
    DCA_SUPPORTED(0x1, NetDmaVersion.V2_0),
    /** Understands group affinities, revision 2 of the channel parameters. Since 2.0 (Windows 7). */
    SUPPORTS_PROC_GROUPS(0x2, NetDmaVersion.V2_0);

    private final int bit;
    private final NetDmaVersion since;

    ProviderFlag(int bit, NetDmaVersion since) {
        this.bit = bit;
        this.since = since;
    }

    /** {@return the bit Windows gives it} */
    public int bit() {
        return bit;
    }

    /** {@return the version that introduced it} */
    public NetDmaVersion since() {
        return since;
    }
}

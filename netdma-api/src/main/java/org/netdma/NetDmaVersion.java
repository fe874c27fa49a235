// SPDX-License-Identifier: Apache-2.0
package org.netdma;

/**
 * A version of the NetDMA contract. Versions are ordered by their number, oldest first; those that exist are listed
 * here [REG-2]. A provider whose numbers are not listed is refused at registration.
 *
 * @param major major number, 0 to 65,535
 * @param minor minor number, 0 to 65,535
 */
public record NetDmaVersion(int major, int minor) implements Comparable<NetDmaVersion> {

    /** Windows Vista SP1: null-terminated chains. */
    public static final NetDmaVersion V1_0 = new NetDmaVersion(1, 0);
    /** Windows Server 2008: adds power notification. */
    public static final NetDmaVersion V1_1 = new NetDmaVersion(1, 1);
    /** Windows 7: counted chains, page breaks, direct cache access, friendly names. */
    public static final NetDmaVersion V2_0 = new NetDmaVersion(2, 0);

    /** {@return {@code major << 16 | minor}, as NetDmaGetVersion gives it} */
    public int toInt() {
        return major << 16 | minor;
    }

    /** {@return whether this version has what {@code other} introduced} */
    public boolean isAtLeast(NetDmaVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(NetDmaVersion other) {
        return Integer.compare(toInt(), other.toInt());
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

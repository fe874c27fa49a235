// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

/**
 * What a provider can do beyond what every provider must. Tests that need an ability it does not declare are skipped.
 */
public enum Ability {
    /** Version 2.0: chains are counted, never null-terminated [XFR-4]. Follows from the version. */
    COUNTED_CHAINS,
    /** Version 1.x: chains are null-terminated, the last link is reread [XFR-3]. Follows from the version. */
    LINKED_CHAINS,
    /** Writes the completion word [CPL-1]. Every provider must; leave it out only while yours is being built. */
    STATUS_WRITE,
    /** Interrupts [INT-1]. Every provider must; leave it out only while yours is being built. */
    INTERRUPTS,
    /** Channels interrupt by MSI-X messages of their own [INT-4]. Follows from the message interrupts declared. */
    MESSAGE_INTERRUPTS,
    /**
     * The engine interrupts by a line [INT-4]. Follows from the line interrupt declared, when there are no messages.
     */
    LINE_INTERRUPT,
    /** Follows page breaks [XFR-12]. Every 2.0 provider must; leave it out only while yours is being built. */
    PAGE_BREAK,
    /** Direct cache access: understands context-change descriptors [DCA-1]. */
    DCA,
    /** AbortDma [XFR-7]. */
    ABORT,
    /** ResetChannel [XFR-8]. */
    RESET,
    /** SuspendDma and ResumeDma [XFR-6]. */
    SUSPEND,
    /** Group affinities: revision 2 of the channel parameters [CHN-2]. */
    GROUPS,
    /** The engine loses power, and all that it knows, in D3 [PWR-1, PWR-2, PWR-3]. Others need not care. */
    POWER,
    /** It tells the interface of it, before and after [PWR-1, PWR-2]. Follows from the version, 1.1 or later. */
    POWER_NOTIFICATION,
    /** It can not tell [PWR-3]. Follows from the version, 1.0. */
    SILENT_POWER
}

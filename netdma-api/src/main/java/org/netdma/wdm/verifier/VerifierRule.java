// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.verifier;

/**
 * What the verifier watches for. Each stands on a rule of the contract, or on what an interface of the API promises.
 */
public enum VerifierRule {
    /** A driver completed an IRP that is completed already. */
    IRP_COMPLETED_TWICE("PNP-9", "an IRP is completed exactly once"),
    /** A driver kept an IRP and did not complete it in time. */
    IRP_NEVER_COMPLETED("PNP-9", "an IRP is completed exactly once, and in time"),
    /** A driver failed an IRP that may not be failed. */
    UNFAILABLE_FAILED("PNP-7", "REMOVE, SURPRISE_REMOVAL, STOP and the CANCEL pair never fail"),
    /** A driver left its device object behind. */
    DEVICE_NOT_DELETED("PNP-10", "REMOVE detaches and deletes the driver's device object"),
    /** A driver's thread was still there after Unload. */
    THREAD_LEFT_BEHIND("PNP-10", "after REMOVE none of the driver's code runs"),
    /** A driver deregistered a provider that was not stopped, or left it registered. */
    PROVIDER_NOT_STOPPED("STO-2", "stop comes before deregister, always"),
    /** An engine wrote to a descriptor, or reported one, that was submitted before its channel was reset. */
    DESCRIPTOR_TOUCHED_AFTER_RESET("XFR-8", "after a reset no descriptor submitted before is touched"),
    /** A driver still used a channel, or kept it, after FreeDmaChannel; or a client lost one without closing it. */
    CHANNEL_LEAKED("STO-3", "a channel that is freed is not used, and one that is not used is freed"),
    /** A routine of a driver or a listener of a client did not return in time. */
    CALLBACK_BLOCKED("PNP-18", "a callback returns soon"),
    /** A client closed or left a region that an engine was at work on. */
    REGION_FREED_UNDER_TRANSFER("MemoryRegion", "a region is closed when no engine is at work on it");

    private final String reference;
    private final String text;

    VerifierRule(String reference, String text) {
        this.reference = reference;
        this.text = text;
    }

    /** {@return the number of the contract's rule, such as {@code PNP-9}; else the type of the API that says so} */
    public String reference() {
        return reference;
    }

    /** {@return what it asks, in a sentence} */
    public String text() {
        return text;
    }
}

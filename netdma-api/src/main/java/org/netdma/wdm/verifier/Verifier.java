// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.verifier;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The service that knows who is watched and counts what they do wrong. Callable from any thread; returns at once.
 *
 * <p>A mode that is set here holds until it is set again, the configuration {@code org.netdma.verifier} changes, or the
 * framework ends. From when on it holds: for whatever is called rarely, from the next call on. For a client's channels
 * and for the submissions and resets of an engine, from the next allocation of a channel on, so that one that was allocated while
 * nobody watched has no code in its way; turned off, a watched channel stays watched until it is closed, and nothing is
 * reported of it.
 */
@ProviderType
public interface Verifier {

    /** {@return the mode of whoever has none of its own} */
    VerifierMode mode();

    /**
     * {@return the mode that holds for somebody}
     *
     * @param driver its name, or the symbolic name of a client's bundle
     */
    VerifierMode mode(String driver);

    /** {@return the modes of those that have one of their own, by name} */
    Map<String, VerifierMode> ownModes();

    /** Sets the mode of whoever has none of its own. */
    void setMode(VerifierMode mode);

    /**
     * Gives somebody a mode of its own.
     *
     * @param driver its name, or the symbolic name of a client's bundle; need not be there
     */
    void setMode(String driver, VerifierMode mode);

    /** Takes somebody's own mode away. */
    void clearMode(String driver);

    /**
     * Reports a violation: for those that watch. Logs and counts it, and in mode STRICT has the device it is about
     * fail; nothing happens in mode OFF.
     *
     * @return the mode of whoever did it: STRICT says that the caller stops what it can stop
     */
    VerifierMode report(Violation violation);

    /** {@return what was reported since the last {@link #clear()}, in the order in which each was seen first} */
    List<ViolationCount> violations();

    /** Forgets what was reported. */
    void clear();

    /**
     * Runs a routine of somebody, on this thread, and reports {@link VerifierRule#CALLBACK_BLOCKED} while it does not
     * return in time, with the stack it has then. Does nothing else in mode OFF.
     *
     * @param driver  whose routine
     * @param device  instance id of the driver's device; empty for none
     * @param routine such as {@code AddDevice}
     * @return what the routine returned
     */
    <T> T during(String driver, String device, String routine, Supplier<T> call);
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider;

import org.netdma.wdm.NtStatus;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The provider handle: all that a driver can do with a registered engine. After {@link #deregister()} it is stale and
 * every call answers {@link NtStatus#INVALID_HANDLE} [REG-4].
 *
 * <p>Its methods are called from PnP routines, one at a time; calls that overlap are put in a row.
 */
@ProviderType
public interface ProviderRegistration {

    /**
     * Opens the engine to clients. The driver is ready for every request when it calls this: the first may come before
     * it returns [STA-1]. Called while handling START_DEVICE, or at any time after {@link #stop()} [STA-3].
     *
     * @param attributes what the engine is now; they replace those of an earlier start
     * @return SUCCESS; INVALID_PARAMETER for attributes out of range [STA-2]; INVALID_DEVICE_STATE when started
     *         already; INVALID_HANDLE when deregistered. Windows: NetDmaProviderStart
     */
    NtStatus start(ProviderAttributes attributes);

    /**
     * Closes the engine: no new channels or transfers, then waits for outstanding ones, then frees every channel
     * [STO-1]. A channel whose transfers do not complete within the configured limit is reset or aborted and its copies
     * fail with IO_TIMEOUT [STO-4]. Called while handling STOP_DEVICE, SURPRISE_REMOVAL or REMOVE_DEVICE, or for the
     * driver's own reasons; never from the engine's thread, which must go on for the wait to end.
     *
     * @return SUCCESS; INVALID_DEVICE_STATE when not started; INVALID_HANDLE when deregistered. Windows:
     *         NetDmaProviderStop
     */
    NtStatus stop();

    /**
     * Ends the registration. The provider is stopped before [STO-2].
     *
     * @return SUCCESS; INVALID_DEVICE_STATE when it is still started, in which case nothing happens; INVALID_HANDLE
     *         when deregistered already. Windows: NetDmaDeregisterProvider
     */
    NtStatus deregister();

    /**
     * Tells that the engine goes to low power, or works again. Never called from the engine's thread.
     *
     * <p>{@link PnpNotificationCode#PROVIDER_POWER_DOWN}, before the engine loses power: clients are told, the provider
     * takes nothing more, and the call returns when nothing is outstanding any more, with the limit of STO-4 [PWR-1].
     * {@link PnpNotificationCode#PROVIDER_POWER_UP}, when the engine takes requests again: each allocated channel is
     * initialized with StartDma and a null transfer before the call returns, then clients are told [PWR-2].
     *
     * @param code one of the two
     * @return SUCCESS; NOT_SUPPORTED for a provider of version 1.0 [PWR-3]; INVALID_PARAMETER for another code;
     *         INVALID_DEVICE_STATE when the provider is not started, powered down already, or not powered down;
     *         INVALID_HANDLE when deregistered. Windows: NetDmaPnPEventNotify
     */
    NtStatus notifyPnpEvent(PnpNotificationCode code);

    /**
     * Tells that the engine lost what it knew of its channels and has it no more, while nothing was outstanding: what a
     * 1.0 provider can say after it slept [PWR-3]. The next submission to each channel is a StartDma that begins with a
     * null transfer. For providers of every version.
     *
     * @return SUCCESS; INVALID_DEVICE_STATE when not started, or while powered down; INVALID_HANDLE when deregistered
     */
    NtStatus contextLost();

    /**
     * {@return the memory as this engine reaches it; after {@link #deregister()} it reaches nothing. May be kept and
     * used from any thread}
     */
    BusMemory busMemory();
}

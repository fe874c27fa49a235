// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatusException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The Plug and Play manager. Callable from any thread, except from a driver's routines. Once it has stopped, whatever
 * is asked of it is refused with DELETE_PENDING.
 */
@ProviderType
public interface PnpManager {

    /** {@return all devices, parents before their children, the root first} */
    List<DeviceInfo> devices();

    /**
     * {@return the device of that instance id, if it is in the tree; upper and lower case are the same}
     *
     * @param instanceId such as {@code ROOT\NETDMA_REFERENCE\0000}
     */
    Optional<DeviceInfo> device(String instanceId);

    /**
     * {@return all driver packages in the framework, staged and loaded, and bundles in the driver store that are none}
     */
    List<DriverInfo> drivers();

    /**
     * {@return the newest IRPs of a device, oldest first, at most a few dozen; empty for a device that is not known}
     *
     * @param instanceId the device
     */
    List<IrpTrace> irps(String instanceId);

    /**
     * {@return the last life of a device, in the tree or gone lately; empty for one that is not known}
     *
     * @param instanceId the device
     */
    Optional<DeviceLife> life(String instanceId);

    /**
     * {@return the instance ids of devices that left the tree lately, whose life and IRPs are still known; newest last}
     */
    List<String> departed();

    /**
     * Brings a started device to low power, or back to work: QUERY_POWER, unless it goes to D0, then SET_POWER. Nothing
     * happens when it is in that state already. Returns when the device is there.
     *
     * @param instanceId the device
     * @param state      where it shall go
     * @throws NtStatusException NO_SUCH_DEVICE for an unknown device; INVALID_DEVICE_STATE when it is not started;
     *                           IO_TIMEOUT when its driver does not answer; else what its driver refused the request
     *                           with
     */
    void setPower(String instanceId, DevicePowerState state) throws NtStatusException;

    /**
     * Disables a device: it is removed in order and stays without driver, over restarts of driver, bundle and framework
     * [PNP-17]. Nothing happens when it is disabled already.
     *
     * @param instanceId the device
     * @throws NtStatusException NO_SUCH_DEVICE for an unknown device; what a driver vetoed with, and the device goes on
     *                           working; IO_TIMEOUT when it takes too long
     */
    void disable(String instanceId) throws NtStatusException;

    /**
     * Enables a device that was disabled, and starts it if a driver serves it. Nothing happens when it is enabled.
     *
     * @param instanceId the device
     * @throws NtStatusException NO_SUCH_DEVICE for an unknown device; IO_TIMEOUT when it takes too long
     */
    void enable(String instanceId) throws NtStatusException;

    /**
     * Removes a device in order and starts it again, with the best driver that is there now [PNP-15]. Whether it works
     * then, {@link #device} tells.
     *
     * @param instanceId the device
     * @throws NtStatusException NO_SUCH_DEVICE for an unknown device; INVALID_DEVICE_STATE when it is disabled; what a
     *                           driver vetoed with; IO_TIMEOUT when it takes too long
     */
    void restart(String instanceId) throws NtStatusException;

    /**
     * Stops a started device, assigns its resources anew and starts it again: QUERY_STOP, STOP, START. Its driver keeps
     * its device object, its clients see at most a pause.
     *
     * @param instanceId the device
     * @throws NtStatusException NO_SUCH_DEVICE for an unknown device; INVALID_DEVICE_STATE when it is not started; what
     *                           a driver vetoed with; what the start failed with, and the device is removed then;
     *                           IO_TIMEOUT when it takes too long
     */
    void rebalance(String instanceId) throws NtStatusException;

    /**
     * Removes a device in order, so that it can be pulled out: problem 47 until that happens. A rescan or a restart
     * brings it back.
     *
     * @param instanceId the device
     * @throws NtStatusException NO_SUCH_DEVICE for an unknown device; INVALID_DEVICE_REQUEST when its bus can not eject
     *                           it; what a driver vetoed with; IO_TIMEOUT when it takes too long
     */
    void eject(String instanceId) throws NtStatusException;

    /**
     * Asks all buses for their devices again, and brings back what was ejected and not pulled out.
     *
     * @throws NtStatusException IO_TIMEOUT when it takes too long
     */
    void rescan() throws NtStatusException;

    /**
     * Waits until what bundles, driver services and configurations have caused so far is done: each device concerned
     * has started, failed or gone. Devices that come later are not waited for.
     *
     * @param limit how long at most; when it runs out, that is logged
     * @return whether it is done
     */
    boolean awaitSettled(Duration limit);
}

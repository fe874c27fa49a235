// SPDX-License-Identifier: Apache-2.0
package org.netdma.fault;

import java.util.List;
import java.util.Set;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.Device;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The service with which a driver lets a device do wrong on purpose. A driver that can, registers one for each device,
 * in its own bundle, while the device is started, with the properties that are constants here. Callable from any
 * thread.
 */
@ConsumerType
public interface FaultInjection {

    /** Service property: the device's instance id, a String; as for {@link Device}. */
    String INSTANCE_ID = Device.INSTANCE_ID;
    /** Service property: the {@link FaultKind#label labels} of the faults that the device takes, a String[]. */
    String KINDS = "org.netdma.fault.kinds";

    /** {@return the device's instance id} */
    String instanceId();

    /** {@return the faults that the device takes} */
    Set<FaultKind> kinds();

    /**
     * Lets something go wrong from now on. A fault of a kind takes the place of an earlier one of that kind; faults of
     * different kinds come together. All end with the start of the device: when it is stopped or loses power.
     *
     * @param fault what, one of the {@link #kinds}
     * @throws NtStatusException NOT_SUPPORTED for a kind that the device does not take; INVALID_DEVICE_STATE when it is
     *                           not started or in low power; IO_TIMEOUT when its engine does not answer
     */
    void inject(Fault fault) throws NtStatusException;

    /** {@return what was injected, with how often it happened; until it is cleared or replaced, or the device stops} */
    List<InjectedFault> injected();

    /** Lets nothing go wrong any more. A channel that hangs goes on. Nothing happens when nothing was injected. */
    void clear();
}

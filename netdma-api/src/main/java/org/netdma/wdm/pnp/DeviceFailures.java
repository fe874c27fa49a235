// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

import org.osgi.annotation.versioning.ProviderType;

/** The service that takes a device out of work whose driver cannot be trusted any more. */
@ProviderType
public interface DeviceFailures {

    /**
     * Removes a device by surprise, soon, and leaves it with {@link ProblemCode#FAILED_POST_START}; a restart of the
     * device or of its driver tries again. Nothing happens to a device that is not there, or does not work anyway.
     * Callable from any thread, a driver's routine included; returns at once.
     *
     * @param instanceId the device
     * @param reason     why, in a sentence that names the rule
     */
    void fail(String instanceId, String reason);
}

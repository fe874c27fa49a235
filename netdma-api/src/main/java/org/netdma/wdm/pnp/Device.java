// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A device of the tree, as a service: registered when it is enumerated, modified whenever its state, problem, power
 * state or driver changes, unregistered when it leaves the tree. A little later than the change itself: nobody who
 * listens to services holds the Plug and Play manager up. Events tell every transition; of a service, the last counts.
 *
 * <p>The constants name its service properties. Loaded drivers are services too:
 * {@link org.netdma.wdm.driver.Driver}, with the properties of {@link org.netdma.wdm.driver.PnpDriver}.
 */
@ProviderType
public interface Device {

    /** Service and event property: the instance id, a String. */
    String INSTANCE_ID = "org.netdma.device.instanceId";
    /** Service and event property: instance id of the device it hangs on, a String; empty for the root. */
    String PARENT_ID = "org.netdma.device.parentId";
    /** Service and event property: for people, a String. */
    String DESCRIPTION = "org.netdma.device.description";
    /** Service and event property: the setup class, a String; empty while no driver serves it. */
    String DEVICE_CLASS = "org.netdma.device.deviceClass";
    /** Service and event property: the hardware ids, a String[], most specific first. */
    String HARDWARE_IDS = "org.netdma.device.hardwareIds";
    /** Service and event property: the compatible ids, a String[], most specific first. */
    String COMPATIBLE_IDS = "org.netdma.device.compatibleIds";
    /** Service and event property: the name of the {@link DeviceState}, a String. */
    String STATE = "org.netdma.device.state";
    /** Service and event property: the number of the {@link ProblemCode}, an Integer; 0 for none. */
    String PROBLEM = "org.netdma.device.problem";
    /** Service and event property: what exactly went wrong, a String; empty when nothing did. */
    String PROBLEM_TEXT = "org.netdma.device.problemText";
    /** Service and event property: the name of the driver that serves it, a String; empty when none does. */
    String DRIVER = "org.netdma.device.driver";
    /** Service and event property: {@code D0} or {@code D3}, a String. */
    String POWER_STATE = "org.netdma.device.powerState";

    /** {@return the device as the service properties show it; after it has left the tree, as it was last} */
    DeviceInfo info();
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What can be configured of the PnP manager. Limits and host devices change in place; a change of the others starts all
 * devices anew.
 */
@ObjectClassDefinition(pid = PlugAndPlayConfiguration.PID, name = "NetDMA Plug and Play manager",
        description = "Limits, CPUs and resources. A change of CPUs or resources restarts all devices.")
@interface PlugAndPlayConfiguration {

    /** The PID. */
    String PID = "org.netdma.pnp";

    @AttributeDefinition(name = "Call limit", min = "1",
            description = "Milliseconds that one routine of a driver, or one IRP, may take before the driver is failed")
    long callLimit() default 10_000;

    @AttributeDefinition(name = "Drain limit", min = "1", description = "Milliseconds that a driver may wait for "
            + "progress of outstanding transfers when its device is stopped or removed; more than the NetDMA interface waits")
    long drainLimit() default 20_000;

    @AttributeDefinition(name = "Removal limit", min = "1",
            description = "Milliseconds that a stopping driver bundle waits for its devices to be removed")
    long removalLimit() default 60_000;

    @AttributeDefinition(name = "Processors", min = "0", max = "64",
            description = "CPUs with a DPC queue each; 0 for as many as the machine has")
    int processors() default 0;

    @AttributeDefinition(name = "Vectors per CPU", min = "1", max = "65536",
            description = "MSI-X messages that each CPU can tell apart")
    int vectorsPerCpu() default 1024;

    @AttributeDefinition(name = "Memory base",
            description = "First bus address of the devices' register windows, decimal or 0x and hexadecimal")
    String memoryBase() default "0xE0000000";

    @AttributeDefinition(name = "Memory size",
            description = "Bytes of register windows, decimal or 0x and hexadecimal")
    String memorySize() default "0x10000000";

    @AttributeDefinition(name = "Host devices", description = "Whether the machine's own PCI devices are shown in the "
            + "device tree, as Linux lists them; they are only looked at, until somebody writes a driver")
    boolean hostDevices() default false;

    @AttributeDefinition(name = "Host devices folder", description = "Where Linux lists them")
    String hostDevicesFolder() default "/sys/bus/pci/devices";
}

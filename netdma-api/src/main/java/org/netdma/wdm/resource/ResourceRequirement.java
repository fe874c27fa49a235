// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.resource;

/** One resource that a device needs. Windows: IO_RESOURCE_DESCRIPTOR. */
public sealed interface ResourceRequirement permits MemoryRequirement, InterruptRequirement {
}

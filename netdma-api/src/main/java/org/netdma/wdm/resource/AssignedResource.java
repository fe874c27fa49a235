// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.resource;

/** One resource assigned to a device. Windows: CM_PARTIAL_RESOURCE_DESCRIPTOR. */
public sealed interface AssignedResource permits MemoryResource, InterruptResource {
}

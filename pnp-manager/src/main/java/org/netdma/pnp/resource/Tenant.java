// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.resource;

import org.netdma.wdm.resource.ResourceList;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** A device that resources are assigned to, or shall be. */
public interface Tenant {

    /** {@return its instance id, for messages} */
    String instanceId();

    /** {@return what it needs, filtered by its drivers} */
    ResourceRequirementsList needs();

    /** {@return what it has} */
    ResourceList assigned();

    /** Notes what it has from now on. */
    void assign(ResourceList resources);
}

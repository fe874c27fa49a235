// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** What a driver answers a query IRP with: the Information of its IoStatus, one record for each kind of answer. */
public sealed interface IrpInformation {

    /**
     * Answers QUERY_ID.
     *
     * @param values the ids, most specific first; exactly one for device and instance ids
     */
    record Ids(List<String> values) implements IrpInformation {
        public Ids {
            values = List.copyOf(values);
        }
    }

    /**
     * Answers QUERY_RESOURCE_REQUIREMENTS, and is what FILTER_RESOURCE_REQUIREMENTS carries and gives back [PNP-5].
     *
     * @param list what the device needs
     */
    record Requirements(ResourceRequirementsList list) implements IrpInformation {
        public Requirements {
            Objects.requireNonNull(list);
        }
    }

    /**
     * Answers QUERY_DEVICE_RELATIONS.
     *
     * @param children the PDOs of all devices present on the bus
     */
    record Relations(List<DeviceObject> children) implements IrpInformation {
        public Relations {
            children = List.copyOf(children);
        }
    }

    /**
     * Answers QUERY_DEVICE_TEXT, and DEVICE_CONTROL where the driver has something to say.
     *
     * @param value for people to read
     */
    record Text(String value) implements IrpInformation {
        public Text {
            Objects.requireNonNull(value);
        }
    }

    /**
     * Answers QUERY_CAPABILITIES.
     *
     * @param removable         can be unplugged
     * @param surpriseRemovalOk may go without asking
     * @param ejectable         can be ejected by software
     */
    record Capabilities(boolean removable, boolean surpriseRemovalOk, boolean ejectable) implements IrpInformation {
    }

    /**
     * Answers QUERY_PNP_DEVICE_STATE.
     *
     * @param flags what is wrong with the device; empty when nothing is
     */
    record DeviceState(Set<Flag> flags) implements IrpInformation {
        public DeviceState {
            flags = Set.copyOf(flags);
        }

        /** What a driver can report of its device. */
        public enum Flag {
            /** Does not work; problem 43. */
            FAILED,
            /** Shall not be started. */
            DISABLED,
            /** Vetoes every orderly removal. */
            NOT_DISABLEABLE
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import java.util.Objects;
import org.netdma.wdm.resource.ResourceList;

/** The parameters of a stack location, one record for each kind of request. */
public sealed interface IrpParameters {

    /** Of requests that carry none. */
    enum None implements IrpParameters {
        /** No parameters. */
        NONE
    }

    /**
     * Of {@link PnpMinorFunction#START_DEVICE}.
     *
     * @param assigned the resources assigned to the device, in the order of the filtered requirements
     */
    record StartDevice(ResourceList assigned) implements IrpParameters {
        public StartDevice {
            Objects.requireNonNull(assigned);
        }
    }

    /**
     * Of {@link PnpMinorFunction#QUERY_ID}; the answer is an {@link IrpInformation.Ids}.
     *
     * @param type which ids are asked for
     */
    record QueryId(IdType type) implements IrpParameters {
        public QueryId {
            Objects.requireNonNull(type);
        }
    }

    /** Which ids {@link QueryId} asks for. */
    enum IdType {
        /** The device's id: enumerator and kind, one string. */
        DEVICE,
        /** What tells two devices of one kind apart, one string. */
        INSTANCE,
        /** Most specific first. */
        HARDWARE,
        /** Most specific first; consulted after the hardware ids. */
        COMPATIBLE
    }

    /**
     * Of the power requests.
     *
     * @param state the power state to go to
     */
    record Power(DevicePowerState state) implements IrpParameters {
        public Power {
            Objects.requireNonNull(state);
        }
    }

    /**
     * Of {@link MajorFunction#DEVICE_CONTROL}.
     *
     * @param code  what the device is asked for; its meaning is the driver's
     * @param input what the caller passes, or an empty string
     */
    record DeviceControl(int code, String input) implements IrpParameters {
        public DeviceControl {
            Objects.requireNonNull(input);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import java.util.Optional;

import org.netdma.pnp.object.DeviceLayer;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.driver.CompletionRoutine;

/**
 * The stack locations of an IRP, numbered from the top of the stack down, and where it is. A completion routine that a
 * driver sets is kept in the location of the driver below, and leaves with it. Guarded by the monitor of its IRP.
 */
final class StackLocations {

    private static final class Slot {
        IoStackLocation location;
        DeviceLayer device;
        CompletionRoutine routine;
        DeviceLayer routineOwner;
    }

    /** A completion routine to be run, and whose it is. */
    record Step(CompletionRoutine routine, DeviceLayer owner) {
    }

    private final Slot[] slots;
    // Above all of them at first, and again at the end.
    private int current = -1;

    StackLocations(int depth, IoStackLocation first) {
        slots = new Slot[depth];
        for (int i = 0; i < depth; i++) {
            slots[i] = new Slot();
        }
        slots[0].location = first;
    }

    /** {@return what is asked of whoever has it} */
    IoStackLocation current() {
        return slots[Math.max(current, 0)].location;
    }

    /** {@return whether it is at this device} */
    boolean isAt(DeviceLayer device) {
        return current >= 0 && slots[current].device == device;
    }

    /** {@return whether it is at a device and there is a location for the driver below} */
    boolean hasNext() {
        return current >= 0 && current + 1 < slots.length;
    }

    void copyCurrentToNext() {
        if (hasNext()) {
            Slot next = slots[current + 1];
            next.location = slots[current].location;
            next.routine = null;
            next.routineOwner = null;
        }
    }

    void skipCurrent() {
        if (current >= 0) {
            current--;
        }
    }

    void setRoutine(CompletionRoutine routine) {
        if (hasNext()) {
            slots[current + 1].routine = routine;
            slots[current + 1].routineOwner = slots[current].device;
        }
    }

    /** Goes down to a device; false when the sender prepared no location or none is left. */
    boolean enter(DeviceLayer device) {
        int next = current + 1;
        if (next >= slots.length || slots[next].location == null) {
            return false;
        }
        current = next;
        slots[next].device = device;
        return true;
    }

    /** Goes up to the next completion routine; empty when there is none left. */
    Optional<Step> leave() {
        while (current >= 0) {
            Slot left = slots[current--];
            if (left.routine != null) {
                Step step = new Step(left.routine, left.routineOwner);
                left.routine = null;
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }
}

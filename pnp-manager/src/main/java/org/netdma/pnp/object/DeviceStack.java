// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.object;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.netdma.pnp.life.LifeRecorder;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.resource.ResourceList;

/**
 * The device objects of one device, the PDO at the bottom. Safe for use by any thread: drivers attach on the PnP
 * thread, people look from theirs.
 */
public final class DeviceStack {

    private final DeviceLayer physicalDevice;
    private final List<DeviceLayer> layers = new ArrayList<>();
    private final LifeRecorder life = new LifeRecorder();
    private volatile String instanceId;
    private volatile ResourceList assigned = ResourceList.NONE;
    // What a driver said last of why the request fails that is under way.
    private String errorEntry;
    private boolean requested;
    private volatile TroubleListener troubles = TroubleListener.NONE;
    private volatile boolean gone;
    private final AtomicLong progress = new AtomicLong();
    private boolean open;

    /** Is told of trouble that a driver of the stack has or reports. Any thread; only notes it, must not wait. */
    public interface TroubleListener {
        /** Who is told nothing. */
        TroubleListener NONE = new TroubleListener() {
            @Override
            public void broke(DeviceLayer layer, String reason) {
                // Nobody is told.
            }

            @Override
            public void stateChanged(DeviceLayer layer) {
                // Nobody is told.
            }
        };

        /** A routine of the layer's driver threw. */
        void broke(DeviceLayer layer, String reason);

        /** The layer's driver wants to be asked for the device's state. */
        void stateChanged(DeviceLayer layer);
    }

    /**
     * @param physicalDevice the PDO, in no stack yet
     * @param instanceId     of the device, or a stand-in until its ids are known
     */
    public DeviceStack(DeviceLayer physicalDevice, String instanceId) {
        this.physicalDevice = physicalDevice;
        this.instanceId = instanceId;
        layers.add(physicalDevice);
        physicalDevice.entered(this);
    }

    /** {@return the PDO} */
    public DeviceLayer physicalDevice() {
        return physicalDevice;
    }

    /** {@return the record of the device's life} */
    public LifeRecorder life() {
        return life;
    }

    /** {@return the device's instance id} */
    public String instanceId() {
        return instanceId;
    }

    /** Sets the device's instance id, once its bus driver has told it. */
    public void identify(String id) {
        instanceId = id;
    }

    /** {@return what is assigned to the device now} */
    public ResourceList assigned() {
        return assigned;
    }

    /** Sets what is assigned to the device. */
    public void assign(ResourceList resources) {
        assigned = resources;
        if (!resources.resources().isEmpty()) {
            life.note("assigns resources, memory windows: %d, interrupts: %d".formatted(resources.memory().size(),
                    resources.interrupts().size()));
        }
    }

    /** Begins to keep what drivers say: a request is sent to them. */
    public synchronized void beginRequest() {
        requested = true;
        errorEntry = null;
    }

    /** {@return what a driver said last of the request, which is over; for the caller to show, or to log} */
    public synchronized Optional<String> endRequest() {
        requested = false;
        Optional<String> taken = Optional.ofNullable(errorEntry);
        errorEntry = null;
        return taken;
    }

    /**
     * Notes what a driver says of why a request fails: the last of it goes into the problem text, so that people read
     * it once.
     *
     * @return what the caller is to log instead: this text when nothing was requested, an earlier one that it replaces
     */
    public synchronized Optional<String> noteError(String text) {
        if (!requested) {
            return Optional.of(text);
        }
        Optional<String> replaced = Optional.ofNullable(errorEntry).filter(earlier -> !earlier.equals(text));
        errorEntry = text;
        return replaced;
    }

    /** Sets who is told of trouble with its drivers. */
    public void reportTroubleTo(TroubleListener listener) {
        troubles = listener;
    }

    void broke(DeviceLayer layer, String reason) {
        troubles.broke(layer, reason);
    }

    void stateChanged(DeviceLayer layer) {
        troubles.stateChanged(layer);
    }

    /** Lets drivers attach: AddDevice comes next. */
    public synchronized void open() {
        open = true;
        gone = false;
    }

    /** Notes that the device left without being asked: SURPRISE_REMOVAL comes next [PNP-11]. */
    public void left() {
        gone = true;
    }

    /** Returns whether the device left without being asked. */
    public boolean isGone() {
        return gone;
    }

    /** Notes that what a driver of the stack waits for goes on. */
    void noteProgress() {
        progress.incrementAndGet();
    }

    /** {@return a number that grows while what a driver of the stack waits for goes on} */
    public long progress() {
        return progress.get();
    }

    /** Refuses drivers that attach: the stack is being removed. */
    public synchronized void close() {
        open = false;
    }

    /**
     * Puts a layer on top.
     *
     * @return the layer that was on top before
     * @throws NtStatusException INVALID_DEVICE_STATE when the layer is deleted or in a stack, or this stack is being
     *                           removed
     */
    public synchronized DeviceLayer attach(DeviceLayer layer) throws NtStatusException {
        if (layer.isDeleted() || layer.stack().isPresent()) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_STATE, "REG-1",
                    layer + " is " + (layer.isDeleted() ? "deleted" : "attached already") + "; create a new one");
        }
        if (!open) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_STATE, "PNP-10",
                    "the stack of " + instanceId + " takes no driver now; attach in AddDevice");
        }
        DeviceLayer top = top();
        layers.add(layer);
        layer.entered(this);
        layer.attachedTo(top);
        return top;
    }

    /**
     * Takes a layer off; nothing happens when it is not in this stack, or is the PDO. Others may still be above it: each
     * driver passes REMOVE_DEVICE down first and leaves the stack afterwards, so the lowest one leaves first [PNP-10].
     */
    public synchronized void detach(DeviceLayer layer) {
        if (layer != physicalDevice && layers.remove(layer)) {
            layer.left();
        }
    }

    /** Lets the PDO go, to which nobody has attached: its bus may report it again. */
    public void giveUp() {
        physicalDevice.left();
    }

    /** {@return the layer that IRPs enter at} */
    public synchronized DeviceLayer top() {
        return layers.get(layers.size() - 1);
    }

    /** {@return the layer right below, if any} */
    public synchronized Optional<DeviceLayer> below(DeviceLayer layer) {
        int index = layers.indexOf(layer);
        return index <= 0 ? Optional.empty() : Optional.of(layers.get(index - 1));
    }

    /** {@return all layers now, the PDO first} */
    public synchronized List<DeviceLayer> layers() {
        return List.copyOf(layers);
    }

    /** {@return the layers above the PDO, the topmost first: the order to clean up in} */
    public synchronized List<DeviceLayer> attachedLayers() {
        List<DeviceLayer> attached = new ArrayList<>(layers.subList(1, layers.size()));
        Collections.reverse(attached);
        return attached;
    }
}

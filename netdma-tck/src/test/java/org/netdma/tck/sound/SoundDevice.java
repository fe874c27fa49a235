// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.sound;

import java.util.ArrayList;
import java.util.List;
import org.netdma.provider.ProviderRegistration;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.resource.InterruptKind;
import org.netdma.wdm.resource.InterruptResource;
import org.netdma.wdm.resource.ResourceList;

/** The device extension: the engine, and the interrupts that its driver connected. */
public final class SoundDevice {

    public final SoundDriver driver;
    public final IoManager io;
    public final SoundOptions options;
    public DeviceObject fdo;
    public DeviceObject lower;
    public ProviderRegistration registration;

    private final SoundEngine engine;
    private final InterruptObject[] messages;
    private final List<InterruptObject> connected = new ArrayList<>();
    private InterruptObject line;
    private boolean powered;

    public SoundDevice(SoundDriver driver, IoManager io, SoundOptions options) {
        this.driver = driver;
        this.io = io;
        this.options = options;
        this.messages = new InterruptObject[options.channels()];
        this.engine = options.isMessage() ? new MessageSoundEngine(this) : new SoundEngine(this);
    }

    public SoundEngine engine() {
        return engine;
    }

    public boolean isPowered() {
        return powered;
    }

    /** Connects the interrupts, starts the channels' threads. */
    public void powerUp(ResourceList assigned) throws NtStatusException {
        try {
            connectAll(assigned);
        } catch (NtStatusException e) {
            disconnect();
            throw e;
        }
        engine.powerUp();
        powered = true;
    }

    private void connectAll(ResourceList assigned) throws NtStatusException {
        for (InterruptResource resource : assigned.interrupts()) {
            if (resource.kind() == InterruptKind.LINE) {
                line = connect(resource, engine::serviceLine);
            } else {
                SoundChannel channel = engine.channel(resource.message());
                messages[resource.message()] = connect(resource, channel::serviceInterrupt);
            }
        }
    }

    private InterruptObject connect(InterruptResource resource,
            org.netdma.wdm.driver.InterruptServiceRoutine routine) throws NtStatusException {
        InterruptObject interrupt = io.connectInterrupt(fdo, resource, routine);
        connected.add(interrupt);
        return interrupt;
    }

    /** Ends the channels' threads, disconnects the interrupts. */
    public void powerDown() {
        engine.powerDown();
        disconnect();
        powered = false;
    }

    public void disconnect() {
        connected.forEach(InterruptObject::disconnect);
        connected.clear();
    }

    /** Raises the interrupt of a channel; an engine without one runs the service routine itself. */
    void raise(SoundChannel channel) {
        InterruptObject interrupt = line == null ? messages[channel.number()] : line;
        if (interrupt == null) {
            channel.serviceInterrupt();
        } else {
            interrupt.signal();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.util.ArrayList;
import java.util.List;
import org.netdma.provider.reference.hw.DmaEngine;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.resource.InterruptKind;
import org.netdma.wdm.resource.InterruptResource;

/** An engine's interrupts while its device is started: a message for each channel, or one line for all [INT-4]. */
final class EngineInterrupts {

    private final DmaEngine engine;
    private final List<ChannelInterrupt> channels = new ArrayList<>();
    private final List<InterruptObject> connections = new ArrayList<>();
    private boolean sharesLine;

    EngineInterrupts(DmaEngine engine) {
        this.engine = engine;
    }

    /**
     * Returns how many channels of an engine can have an interrupt: with fewer messages than channels, as many as there
     * are messages [STA-2, INT-4].
     *
     * @throws NtStatusException INSUFFICIENT_RESOURCES when none of the kind is assigned
     */
    static int channels(int most, InterruptKind kind, List<InterruptResource> assigned) throws NtStatusException {
        int usable = (int) assigned.stream().filter(one -> one.kind() == kind).count();
        if (usable == 0) {
            throw new NtStatusException(NtStatus.INSUFFICIENT_RESOURCES, "INT-4", kind == InterruptKind.MESSAGE
                    ? "it needs message interrupts and has none: give the device messageInterrupts, or set parameter "
                            + "interrupts to line"
                    : "it needs a line interrupt and has none: give the device lineInterrupt, or set parameter "
                            + "interrupts to message");
        }
        return kind == InterruptKind.MESSAGE ? Math.min(most, usable) : most;
    }

    /**
     * Connects all. What was connected before a failure is given back by {@link #close()}.
     *
     * @param device   the FDO
     * @param kind     of interrupts to use
     * @param assigned at START_DEVICE
     * @return for each channel the CPUs that its interrupt goes to, as a mask; 0 when they share a line
     * @throws NtStatusException what connecting one threw
     */
    List<Long> connect(IoManager io, DeviceObject device, InterruptKind kind, List<InterruptResource> assigned)
            throws NtStatusException {
        int count = engine.options().channels();
        List<InterruptResource> usable = assigned.stream().filter(one -> one.kind() == kind)
                .limit(kind == InterruptKind.MESSAGE ? count : 1).toList();
        for (int n = 0; n < count; n++) {
            channels.add(new ChannelInterrupt(io, device, engine.channel(n)));
        }
        return kind == InterruptKind.MESSAGE
                ? connectMessages(io, device, usable) : connectLine(io, device, usable.get(0));
    }

    private List<Long> connectMessages(IoManager io, DeviceObject device, List<InterruptResource> messages)
            throws NtStatusException {
        for (int n = 0; n < messages.size(); n++) {
            ChannelInterrupt channel = channels.get(n);
            InterruptObject connection = io.connectInterrupt(device, messages.get(n), () -> {
                channel.service();
                return true;
            });
            connections.add(connection);
            engine.connectInterrupt(n, connection::signal);
        }
        return messages.stream().map(InterruptResource::targetProcessors).toList();
    }

    private List<Long> connectLine(IoManager io, DeviceObject device, InterruptResource line)
            throws NtStatusException {
        InterruptObject connection = io.connectInterrupt(device, line, this::serviceLine);
        connections.add(connection);
        sharesLine = true;
        initialize();
        for (int n = 0; n < channels.size(); n++) {
            engine.connectInterrupt(n, connection::signal);
        }
        return channels.stream().map(channel -> 0L).toList();
    }

    /** Sets the engine's interrupt registers, which it loses with its power. */
    void initialize() {
        if (sharesLine) {
            engine.shareInterruptLine();
        }
    }

    /** The service routine of the shared line: the status register tells which channels it was, if any. */
    private boolean serviceLine() {
        long raised = engine.claimInterrupts();
        for (long left = raised; left != 0; left &= left - 1) {
            channels.get(Long.numberOfTrailingZeros(left)).service();
        }
        return raised != 0;
    }

    /** {@return a channel's way to the interface} */
    ChannelInterrupt channel(int number) {
        return channels.get(number);
    }

    /** Disconnects all: no service routine, and then no DPC, runs after this. */
    void close() {
        connections.forEach(InterruptObject::disconnect);
        channels.forEach(ChannelInterrupt::close);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.netdma.fault.DriverEntryPoint;
import org.netdma.fault.FaultInjection;
import org.netdma.provider.BusMemory;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.reference.hw.ChannelRegisters;
import org.netdma.provider.reference.hw.Command;
import org.netdma.provider.reference.hw.DmaEngine;
import org.netdma.provider.reference.hw.EngineThread;
import org.netdma.provider.reference.hw.RegisterMap;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.resource.MemoryResource;
import org.netdma.wdm.resource.ResourceList;

/**
 * All that a started device holds: registers, interrupts, DPCs, the running engine, its channels. In D3 it keeps them
 * all, but the engine does not run, and forgets.
 */
final class PoweredEngine {

    private static final System.Logger LOG = System.getLogger(PoweredEngine.class.getName());

    private final String threadName;
    private final ChannelAbilities abilities;
    private final DmaEngine engine;
    private final EngineInterrupts interrupts;
    private final ChannelPool pool;
    private final AllocatedChannels allocated;
    private final EngineFaults faults;
    private final EngineLimits limits;
    private final HaltReasons reasons;
    /** Run when the engine's thread ends by itself: the driver is asked for the state of its device, soon. */
    private final Runnable broken;
    private volatile EngineThread thread;
    private volatile boolean working = true;

    /**
     * Maps the registers, connects the interrupts, makes the engine run. What fails leaves nothing behind.
     *
     * @param device   the FDO
     * @param assigned at START_DEVICE
     * @param memory   what the engine reaches
     * @throws NtStatusException INSUFFICIENT_RESOURCES when the assigned list lacks something; else what connecting an
     *                           interrupt threw
     */
    PoweredEngine(IoManager io, DeviceObject device, EngineParameters parameters, ResourceList assigned,
            BusMemory memory) throws NtStatusException {
        mapRegisters(assigned);
        threadName = threadName(device);
        limits = parameters.limits();
        abilities = parameters.abilities();
        int channels = EngineInterrupts.channels(parameters.engine().channels(), parameters.interrupts(),
                assigned.interrupts());
        if (channels < parameters.engine().channels()) {
            LOG.log(Level.INFO, "{0} has {1} of its {2} channels: so many message interrupts are assigned [INT-4]",
                    device, channels, parameters.engine().channels());
        }
        engine = new DmaEngine(parameters.engine().withChannels(channels), memory);
        reasons = new HaltReasons(memory);
        broken = () -> io.invalidateDeviceState(device);
        thread = new EngineThread(threadName, engine, broken);
        allocated = new AllocatedChannels(parameters.engine().channels());
        faults = new EngineFaults(device.instanceId(), engine, allocated);
        interrupts = new EngineInterrupts(engine);
        boolean up = false;
        try {
            pool = new ChannelPool(interrupts.connect(io, device, parameters.interrupts(), assigned.interrupts()));
            thread.powerUp();
            up = true;
        } finally {
            if (!up) {
                powerDown();
            }
        }
    }

    /** Software registers live in the engine itself; what is left of mapping them is to check the window. */
    private static void mapRegisters(ResourceList assigned) throws NtStatusException {
        List<MemoryResource> windows = assigned.memory();
        if (windows.isEmpty() || windows.get(0).length() < RegisterMap.WINDOW_SIZE) {
            throw new NtStatusException(NtStatus.INSUFFICIENT_RESOURCES, "PNP-5",
                    "its registers need a memory window of %d bytes, assigned are %s: give the device memoryWindows=%d"
                            .formatted(RegisterMap.WINDOW_SIZE, windows, RegisterMap.WINDOW_SIZE));
        }
    }

    /** {@return such as {@code netdma-reference-0000-engine}, after the last part of the instance id} */
    private static String threadName(DeviceObject device) {
        String id = device.instanceId();
        return "netdma-reference-" + id.substring(id.lastIndexOf('\\') + 1) + "-engine";
    }

    /** {@return a channel, or why there is none} */
    ChannelAllocation allocate(ChannelParameters parameters, ChannelHandle handle) {
        if (parameters.completionPhysicalAddress() % Long.BYTES != 0) {
            return new ChannelAllocation.Refused(NtStatus.DATATYPE_MISALIGNMENT);
        }
        if (!working) {
            return new ChannelAllocation.Refused(NtStatus.DEVICE_POWERED_OFF);
        }
        faults.driver().enter(DriverEntryPoint.ALLOCATE_DMA_CHANNEL);
        Optional<NtStatus> refusal = faults.driver().refusal();
        if (refusal.isPresent()) {
            return new ChannelAllocation.Refused(refusal.get());
        }
        long mask = parameters.processorAffinityMask();
        OptionalInt taken = pool.take(parameters.group(), mask);
        if (taken.isEmpty()) {
            return new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
        }
        int number = taken.getAsInt();
        ChannelInterrupt interrupt = interrupts.channel(number);
        interrupt.listen(handle);
        int priority = abilities.clip(parameters.channelPriority());
        EngineChannel channel = new EngineChannel(engine.channel(number), interrupt,
                parameters.completionPhysicalAddress(), priority, limits.command(), faults.driver(), reasons,
                () -> giveBack(number));
        allocated.add(number, channel);
        faults.allocated(channel);
        return new ChannelAllocation.Allocated(OfferedChannel.of(channel, abilities),
                pool.cpu(number, parameters.group(), mask), priority);
    }

    private void giveBack(int number) {
        allocated.remove(number);
        pool.give(number);
    }

    /**
     * D3: the engine stops and loses what it knew of its channels. Before, it does what is outstanding, which is
     * nothing when the interface was told [PWR-1], and not much else [PWR-3].
     */
    void sleep() {
        working = false;
        faults.close();
        allocated.forEach(EngineChannel::close);
        if (!thread.powerDownWhenIdle(limits.command())) {
            LOG.log(Level.WARNING, "{0} loses power in the middle of its work", threadName);
            thread.powerDown(limits.powerDown());
        }
    }

    /** D0: the engine runs again, as just built; allocated channels wait for StartDma [PWR-2]. */
    void wake() {
        if (thread.isAlive()) {
            LOG.log(Level.ERROR, "{0} hangs since it lost power: restart its device", threadName);
        } else {
            engine.loseContext();
            interrupts.initialize();
            allocated.forEach(EngineChannel::restore);
            thread = new EngineThread(threadName, engine, broken);
            thread.powerUp();
            faults.reopen();
        }
        working = true;
    }

    /** {@return whether the engine's registers can be read} */
    boolean isWorking() {
        return working;
    }

    /** {@return what it can do wrong on purpose} */
    FaultInjection faults() {
        return faults;
    }

    /** {@return the hardware, for reports} */
    DmaEngine engine() {
        return engine;
    }

    /** {@return what broke the engine, in a sentence; empty while it works} */
    Optional<String> breakdown() {
        return thread.failure().map(cause -> ("its engine broke, as thread %s ended with %s: the log has the stack; "
                + "pnp:restart makes a new engine [MEM-13]").formatted(threadName, cause));
    }

    /** Halts every allocated channel, with an interrupt, so that clients learn at once what is lost [PNP-11]. */
    void detach() {
        if (thread.failure().isPresent() && thread.powerDown(limits.powerDown())) {
            engine.fail(); // again: copies may have been submitted since it broke
            return;
        }
        for (long left = pool.taken(); left != 0; left &= left - 1) {
            ChannelRegisters registers = engine.channel(Long.numberOfTrailingZeros(left));
            if (!registers.command(Command.DETACH, limits.command())) {
                LOG.log(Level.ERROR, "channel {0} does not halt within {1} ms: its engine hangs", registers.channel(),
                        limits.command().toMillis());
            }
        }
    }

    /** Gives all back. After this the engine touches nothing, and neither ISR nor DPC is called any more. */
    void powerDown() {
        faults.close();
        if (!thread.powerDown(limits.powerDown())) {
            LOG.log(Level.ERROR, "the engine hangs; its thread is left behind");
        }
        interrupts.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.netdma.provider.ChannelHandle;
import org.netdma.wdm.resource.InterruptResource;

/** The interface's name for a channel: notes what the driver's ISR and DPC tell. */
public final class BenchHandle implements ChannelHandle {

    private final Bench bench;
    private final Channel channel;
    private final Queue<Interruption> interruptions = new ConcurrentLinkedQueue<>();
    private final Queue<InterruptResource> services = new ConcurrentLinkedQueue<>();
    private final Queue<Long> isrDescriptors = new ConcurrentLinkedQueue<>();
    private volatile int nextCpu;

    BenchHandle(Bench bench, Channel channel) {
        this.bench = bench;
        this.channel = channel;
    }

    @Override
    public int isr(long descriptor) {
        checkLife("isr");
        isrDescriptors.add(descriptor);
        BenchInterrupt interrupt = BenchInterrupt.inService();
        if (interrupt != null) {
            services.add(interrupt.resource());
            interrupt.noteAsked();
        } else if (!channel.registration().device().interrupts().isEmpty()) {
            bench.violations().add("INT-2", "isr is called outside the service routine of an interrupt");
        }
        if (descriptor != 0 && channel.ring().number(descriptor) < 0) {
            bench.violations().add("INT-2", "isr is told descriptor 0x%X, which was never submitted"
                    .formatted(descriptor));
        }
        return nextCpu;
    }

    @Override
    public void interruptDpc(long descriptor) {
        checkLife("interruptDpc");
        OptionalInt cpu = bench.processors().current();
        if (cpu.isEmpty()) {
            bench.violations().add("INT-3", "interruptDpc is called outside a DPC");
        }
        interruptions.add(new Interruption(descriptor, cpu));
        channel.interrupted(descriptor);
    }

    private void checkLife(String call) {
        if (channel.registration().device().phase() == Device.Phase.REMOVED) {
            bench.violations().add("PNP-10", call + " is called after the device was removed");
        }
    }

    /** Says which CPU the next service routines are told [INT-2]. */
    public void setNextCpu(int cpu) {
        nextCpu = cpu;
    }

    /** {@return how often the driver called isr} */
    public int isrCalls() {
        return isrDescriptors.size();
    }

    /** {@return the addresses that the driver told isr so far, oldest first} */
    public List<Long> isrDescriptors() {
        return List.copyOf(isrDescriptors);
    }

    /** {@return the interrupts whose service routines called isr, oldest first} */
    public List<InterruptResource> services() {
        return List.copyOf(services);
    }

    /** {@return the calls of interruptDpc so far, oldest first} */
    public List<Interruption> interruptions() {
        return List.copyOf(interruptions);
    }
}

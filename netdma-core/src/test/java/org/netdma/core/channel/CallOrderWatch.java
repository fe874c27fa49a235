// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.List;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeEngine;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.wdm.NtStatus;

/** A driver's channel that looks at each call, and at the chain that comes with it. */
final class CallOrderWatch extends FakeChannel.Complete {

    private final BusMemory memory;
    private final boolean counted;
    private final List<String> violations;
    private boolean started;
    private boolean suspended;
    private boolean missedFault;
    private long lastSubmitted;

    /**
     * @param memory     where the chains are
     * @param counted    whether chains are counted [XFR-4], else null-terminated [XFR-3]
     * @param violations takes what the interface did wrong
     */
    CallOrderWatch(ChannelParameters parameters, ChannelHandle handle, FakeEngine engine, BusMemory memory,
            boolean counted, List<String> violations) {
        super(parameters, handle, engine);
        this.memory = memory;
        this.counted = counted;
        this.violations = violations;
    }

    @Override
    public NtStatus startDma(long descriptor, int count) {
        require(!suspended, "StartDma while suspended");
        long end = walk(descriptor, count);
        NtStatus status = super.startDma(descriptor, count);
        if (status == NtStatus.SUCCESS) {
            started = true;
            missedFault = false;
            lastSubmitted = end;
        }
        return status;
    }

    @Override
    public NtStatus appendDma(long descriptor, int count) {
        require(started, "AppendDma before StartDma");
        require(!suspended, "AppendDma while suspended");
        require(link(lastSubmitted) == descriptor, "the last descriptor is not linked to the new one");
        long end = walk(descriptor, count);
        NtStatus status = super.appendDma(descriptor, count);
        if (status == NtStatus.SUCCESS) {
            lastSubmitted = end;
        }
        return status;
    }

    /** An engine that halts on a fault may do so while the interface, which has seen it at work, is on its way here. */
    @Override
    protected NtStatus standsStill() {
        require(engine.isFaulted() && !missedFault, "AppendDma on an engine that stands still");
        missedFault = true;
        return super.standsStill();
    }

    /** {@return the last descriptor of a chain, after a look at all of them} */
    private long walk(long descriptor, int count) {
        require(count >= 1, "%d descriptors".formatted(count));
        long at = descriptor;
        for (int left = count; left > 1; left--) {
            require(DescriptorLayout.isAligned(at), "a descriptor at 0x%X".formatted(at));
            at = link(at);
            require(at != 0, "a chain that ends too early");
        }
        require(counted == (link(at) != 0), counted ? "a null link" : "a chain that does not end");
        return at;
    }

    private long link(long descriptor) {
        BusWindow ring = memory.window(descriptor);
        return ring.bytes().getLong((int) (descriptor - ring.start()) + DescriptorLayout.NEXT_DESCRIPTOR);
    }

    private void require(boolean kept, String otherwise) {
        if (!kept) {
            violations.add(otherwise);
        }
    }

    @Override
    public Suspension suspendDma() {
        require(!suspended, "SuspendDma twice");
        Suspension outcome = super.suspendDma();
        suspended = outcome.status() == NtStatus.SUCCESS;
        return outcome;
    }

    @Override
    public NtStatus resumeDma() {
        require(suspended, "ResumeDma without SuspendDma");
        suspended = false;
        return super.resumeDma();
    }

    @Override
    public NtStatus resetChannel() {
        started = false;
        suspended = false;
        return super.resetChannel();
    }

    @Override
    public NtStatus abortDma() {
        started = false;
        suspended = false;
        return super.abortDma();
    }

    @Override
    public void freeDmaChannel() {
        require(!suspended, "FreeDmaChannel while suspended");
        super.freeDmaChannel();
    }
}

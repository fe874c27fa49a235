// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.minimal;

import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.NULL_TRANSFER;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.descriptor.DescriptorLayout.INT;
import static org.netdma.descriptor.DescriptorLayout.LONG;

import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.wdm.DeferredProcedureCall;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/**
 * An engine for NetDMA 1.0 that copies on the submitter's CPU, before StartDma or AppendDma returns; and its device
 * extension. It has the mandatory entry points only.
 */
final class MinimalEngine implements DmaProvider {

    static final int CHANNELS = 2;
    static final long MAXIMUM_TRANSFER_SIZE = 1 << 20;

    DeviceObject fdo;
    DeviceObject lower;
    ProviderRegistration registration;
    boolean started;

    private final IoManager io;
    private final Semaphore free = new Semaphore(CHANNELS);

    MinimalEngine(IoManager io) {
        this.io = io;
    }

    @Override
    public ChannelAllocation allocateDmaChannel(ChannelParameters parameters, ChannelHandle handle) {
        if (!free.tryAcquire()) {
            return new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
        }
        return new ChannelAllocation.Allocated(new Channel(parameters.completionPhysicalAddress(), handle),
                Long.numberOfTrailingZeros(parameters.processorAffinityMask()));
    }

    private final class Channel implements ProviderChannel {

        private final BusMemory memory = registration.busMemory();
        private final DeferredProcedureCall interrupt;
        private final ChannelHandle handle;
        private final long completionAddress;
        /** The last descriptor done since StartDma; belongs to the submitting thread. */
        private long completed;
        /** What the next DPC tells the interface. */
        private volatile long reported;

        Channel(long completionAddress, ChannelHandle handle) {
            this.completionAddress = completionAddress;
            this.handle = handle;
            this.interrupt = io.createDpc(fdo, cpu -> handle.interruptDpc(reported));
        }

        @Override
        public NtStatus startDma(long descriptor, int count) {
            completed = 0;
            process(descriptor);
            return NtStatus.SUCCESS;
        }

        /** The interface has linked the new descriptors to the last one, which is read again [XFR-3]. */
        @Override
        public NtStatus appendDma(long descriptor, int count) {
            if (completed == 0) {
                return NtStatus.UNSUCCESSFUL; // nothing was done since StartDma: halted
            }
            process(linkOf(completed));
            return NtStatus.SUCCESS;
        }

        /** Follows the links to the null that ends the chain, as 1.0 asks; the count is for information [XFR-5]. */
        private void process(long first) {
            for (long descriptor = first; descriptor != 0; descriptor = linkOf(descriptor)) {
                BusWindow ring = memory.window(descriptor);
                int at = (int) (descriptor - ring.start());
                int flags = (int) INT.get(ring.bytes(), at + DescriptorLayout.CONTROL_FLAGS);
                if ((flags & NULL_TRANSFER) == 0 && !copy(ring.bytes(), at)) {
                    report(completed, STATUS_UPDATE_ON_COMPLETION | INTERRUPT_ON_COMPLETION, TransferStatus.HALTED);
                    completed = 0;
                    return;
                }
                completed = descriptor;
                report(descriptor, flags, linkOf(descriptor) == 0 ? TransferStatus.IDLE : TransferStatus.ACTIVE);
            }
        }

        private long linkOf(long descriptor) {
            BusWindow ring = memory.window(descriptor);
            return (long) LONG.get(ring.bytes(), (int) (descriptor - ring.start()) + DescriptorLayout.NEXT_DESCRIPTOR);
        }

        /** {@return whether the bytes are there: both addresses could be reached, and are still} */
        private boolean copy(ByteBuffer ring, int at) {
            int size = (int) INT.get(ring, at + DescriptorLayout.TRANSFER_SIZE);
            long from = (long) LONG.get(ring, at + DescriptorLayout.SOURCE_ADDRESS);
            long to = (long) LONG.get(ring, at + DescriptorLayout.DESTINATION_ADDRESS);
            BusWindow source = memory.window(from);
            BusWindow destination = memory.window(to);
            if (!source.holds(from, size) || !destination.holds(to, size) || !destination.isWritable()) {
                return false;
            }
            try {
                destination.bytes().put((int) (to - destination.start()), source.bytes(),
                        (int) (from - source.start()), size);
                memory.checkAccess(); // pages of a mapped file may have vanished, which a JVM may say late [MEM-8]
                return true;
            } catch (InternalError gone) {
                return false;
            }
        }

        private void report(long descriptor, int flags, TransferStatus status) {
            if ((flags & STATUS_UPDATE_ON_COMPLETION) != 0) {
                BusWindow word = memory.window(completionAddress);
                LONG.setRelease(word.bytes(), (int) (completionAddress - word.start()),
                        CompletionWord.of(descriptor, status)); // read with acquire by the interface
            }
            if ((flags & INTERRUPT_ON_COMPLETION) != 0) {
                reported = status == TransferStatus.HALTED ? 0 : descriptor;
                interrupt.queue(handle.isr(descriptor));
            }
        }

        @Override
        public void freeDmaChannel() {
            interrupt.close();
            free.release();
        }
    }
}

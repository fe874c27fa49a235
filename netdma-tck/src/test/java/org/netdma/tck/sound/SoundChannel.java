// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.sound;

import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.descriptor.DescriptorLayout.LONG;

import java.util.concurrent.atomic.AtomicBoolean;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.BusWindow;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.wdm.DeferredProcedureCall;
import org.netdma.wdm.NtStatus;

/**
 * A channel: a thread that takes one descriptor after the other under the channel's monitor, moves its bytes outside of
 * it, and reports under it. Plain rather than quick; what wrong channels do differently are its protected methods.
 */
public class SoundChannel implements AbortableChannel, ResettableChannel {

    protected final SoundDevice device;
    private final int number;
    private final AtomicBoolean interruptPending = new AtomicBoolean();
    private Thread thread;
    private DeferredProcedureCall dpc;
    private volatile ChannelHandle handle;
    /** The descriptor that the service routine and the DPC tell. */
    protected volatile long reported;
    private long completionAddress;
    private boolean powered;

    /** The descriptor to do next; 0 for none. */
    protected long next;
    /** How many are counted and not done [XFR-4]. */
    protected long left;
    /** The last one done since StartDma; 0 for none. */
    protected long last;
    /** Whether AppendDma came since the end of the chain was found [XFR-3]. */
    protected boolean rung;
    private boolean busy;
    private int chain;

    public SoundChannel(SoundDevice device, int number) {
        this.device = device;
        this.number = number;
    }

    public int number() {
        return number;
    }

    public synchronized boolean isAllocated() {
        return handle != null;
    }

    protected synchronized void allocate(long newCompletionAddress, ChannelHandle newHandle) {
        completionAddress = newCompletionAddress;
        handle = newHandle;
        dpc = device.io.createDpc(device.fdo, this::deferred);
        forget();
        work();
    }

    protected void forget() {
        next = 0;
        left = 0;
        last = 0;
        rung = false;
        chain++;
    }

    protected void closeDpc() {
        dpc.close();
    }

    @Override
    public void freeDmaChannel() {
        closeDpc();
        synchronized (this) {
            forget();
            handle = null;
        }
    }

    @Override
    public synchronized NtStatus startDma(long descriptor, int count) {
        next = descriptor;
        left = count;
        last = 0;
        rung = false;
        chain++;
        notifyAll();
        return NtStatus.SUCCESS;
    }

    @Override
    public synchronized NtStatus appendDma(long descriptor, int count) {
        left += count;
        rung = true;
        notifyAll();
        return NtStatus.SUCCESS;
    }

    @Override
    public synchronized NtStatus abortDma() {
        long done = last;
        stopAtOnce();
        last = done;
        writeWord(CompletionWord.of(last, TransferStatus.HALTED));
        return NtStatus.SUCCESS;
    }

    @Override
    public synchronized NtStatus resetChannel() {
        stopAtOnce();
        return NtStatus.SUCCESS;
    }

    private void stopAtOnce() {
        forget();
        finishStep();
    }

    /** Waits until the descriptor in hand is done. */
    protected synchronized void finishStep() {
        while (busy) {
            pause();
        }
    }

    protected void pause() {
        try {
            wait(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            busy = false;
        }
    }

    protected synchronized void powerUp() {
        powered = true;
        work();
    }

    /** Starts the thread, in a channel that has power and a client: of the many on the bench few are ever used. */
    private void work() {
        if (powered && handle != null && thread == null) {
            thread = new Thread(this::walk, "sound channel " + number);
            thread.setDaemon(true);
            thread.start();
        }
    }

    protected void powerDown() {
        Thread working;
        synchronized (this) {
            powered = false;
            working = thread;
            thread = null;
            notifyAll();
        }
        if (working == null) {
            return;
        }
        try {
            working.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void walk() {
        while (true) {
            long descriptor;
            int of;
            synchronized (this) {
                while (powered && !isMore()) {
                    pause();
                }
                if (!powered) {
                    return;
                }
                descriptor = next;
                of = chain;
                busy = true;
            }
            step(descriptor, of);
        }
    }

    private void step(long descriptor, int of) {
        SoundDescriptor read = SoundDescriptor.read(device.registration.busMemory(), descriptor);
        boolean whole = read != null && isTransferred(read);
        synchronized (this) {
            busy = false;
            notifyAll();
            if (of != chain) {
                return; // replaced, aborted or reset meanwhile
            }
            if (whole) {
                advance(descriptor, read);
            } else {
                halt();
            }
        }
    }

    /** Moves the bytes, and makes sure that they are there before anybody is told [MEM-8]. */
    private boolean isTransferred(SoundDescriptor descriptor) {
        try {
            boolean whole = transfer(descriptor);
            device.registration.busMemory().checkAccess();
            return whole;
        } catch (InternalError vanished) {
            return false;
        }
    }

    protected void advance(long descriptor, SoundDescriptor read) {
        last = descriptor;
        left--;
        next = read.next();
        report(descriptor, read.flags(), isMore() ? TransferStatus.ACTIVE : TransferStatus.IDLE);
    }

    protected void halt() {
        long done = last;
        forget();
        last = done;
        writeWord(CompletionWord.of(done, TransferStatus.HALTED));
        interrupt(0);
    }

    /** {@return whether there is a descriptor to do} */
    protected boolean isMore() {
        if (device.options.isCounted()) {
            return left > 0;
        }
        if (next == 0 && rung) {
            rung = false;
            next = rereadLink();
        }
        return next != 0;
    }

    protected long rereadLink() {
        return SoundDescriptor.read(device.registration.busMemory(), last).next();
    }

    /** Moves the bytes of a descriptor. {@return whether all addresses could be reached} */
    protected boolean transfer(SoundDescriptor descriptor) {
        return descriptor.transfer(device.registration.busMemory());
    }

    protected void report(long descriptor, int flags, TransferStatus status) {
        if ((flags & STATUS_UPDATE_ON_COMPLETION) != 0) {
            writeWord(CompletionWord.of(descriptor, status));
        }
        if ((flags & INTERRUPT_ON_COMPLETION) != 0) {
            interrupt(descriptor);
        }
    }

    protected void writeWord(long word) {
        writeWord(completionAddress, word);
    }

    protected void writeWord(long address, long word) {
        BusWindow window = device.registration.busMemory().window(address);
        if (window.holds(address, Long.BYTES)) {
            LONG.setRelease(window.bytes(), (int) (address - window.start()), word); // the interface acquires
        }
    }

    protected void interrupt(long descriptor) {
        reported = descriptor;
        interruptPending.set(true);
        device.raise(this);
    }

    /** The service routine [INT-2]. {@return whether it was this channel} */
    protected boolean serviceInterrupt() {
        ChannelHandle told = handle;
        if (!interruptPending.compareAndSet(true, false) || told == null) {
            return false;
        }
        queueDpc(told.isr(reported));
        return true;
    }

    protected void queueDpc(int cpu) {
        dpc.queue(cpu);
    }

    /** The DPC [INT-3]. */
    protected void deferred(int cpu) {
        ChannelHandle told = handle;
        if (told != null) {
            told.interruptDpc(reported);
        }
    }

    protected ChannelHandle handle() {
        return handle;
    }
}

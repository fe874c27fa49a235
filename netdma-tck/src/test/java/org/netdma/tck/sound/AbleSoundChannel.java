// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.sound;

import static org.netdma.descriptor.ControlFlags.OP_TYPE_MASK;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;

import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.spi.SuspendableChannel;
import org.netdma.wdm.NtStatus;

/** A channel that can also be suspended, lose its power, and change its context. */
public class AbleSoundChannel extends SoundChannel implements SuspendableChannel {

    /** Whether it stands still. */
    protected boolean suspended;
    private boolean started;

    public AbleSoundChannel(SoundDevice device, int number) {
        super(device, number);
    }

    @Override
    public synchronized NtStatus startDma(long descriptor, int count) {
        suspended = false;
        started = true;
        return super.startDma(descriptor, count);
    }

    @Override
    public synchronized NtStatus appendDma(long descriptor, int count) {
        return started ? super.appendDma(descriptor, count) : NtStatus.UNSUCCESSFUL;
    }

    @Override
    public synchronized Suspension suspendDma() {
        suspended = true;
        finishStep();
        if (last != 0) {
            reportSuspension(SoundDescriptor.read(device.registration.busMemory(), last).flags());
        }
        return new Suspension(NtStatus.SUCCESS, last);
    }

    protected void reportSuspension(int flags) {
        if ((flags & (STATUS_UPDATE_ON_COMPLETION | OP_TYPE_MASK)) == STATUS_UPDATE_ON_COMPLETION) {
            writeWord(CompletionWord.of(last, TransferStatus.SUSPEND));
        }
    }

    @Override
    public synchronized NtStatus resumeDma() {
        suspended = false;
        if (last != 0) {
            next = rereadLink();
        }
        notifyAll();
        return NtStatus.SUCCESS;
    }

    @Override
    protected boolean isMore() {
        return !suspended && super.isMore();
    }

    @Override
    protected void report(long descriptor, int flags, TransferStatus status) {
        if ((flags & OP_TYPE_MASK) == 0) {
            super.report(descriptor, flags, suspended ? TransferStatus.SUSPEND : status);
        }
    }

    @Override
    protected void forget() {
        suspended = false;
        started = false;
        super.forget();
    }

    /** Waits until all is done that was submitted. */
    protected synchronized void finishAll() {
        while (isMore()) {
            pause();
        }
        finishStep();
    }

    /** The engine loses its power. */
    protected synchronized void loseContext() {
        forget();
    }
}

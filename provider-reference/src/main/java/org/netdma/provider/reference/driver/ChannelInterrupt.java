// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import org.netdma.descriptor.CompletionWord;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.reference.hw.ChannelRegisters;
import org.netdma.wdm.DeferredProcedureCall;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;

/** One channel's way from its interrupt to the interface: a quick ISR, and a DPC that does the work [INT-2, INT-3]. */
final class ChannelInterrupt {

    private final ChannelRegisters registers;
    private final DeferredProcedureCall dpc;
    /** Whom to tell; null while nobody has the channel. */
    private volatile ChannelHandle handle;

    ChannelInterrupt(IoManager io, DeviceObject device, ChannelRegisters registers) {
        this.registers = registers;
        this.dpc = io.createDpc(device, this::deferred);
    }

    /** From now on the interface is told, by this handle. */
    void listen(ChannelHandle listener) {
        handle = listener;
    }

    /** Nobody is told any more. */
    void ignore() {
        handle = null;
    }

    /**
     * The service routine's part for this channel. Runs on the engine's thread; allocates nothing, waits for nothing.
     */
    void service() {
        ChannelHandle listener = handle;
        if (listener != null) {
            dpc.queue(listener.isr(CompletionWord.address(registers.status())));
        }
    }

    /** The deferred routine. By now the engine may be further on [INT-1], so the register is read again. */
    private void deferred(int cpu) {
        ChannelHandle listener = handle;
        if (listener == null) {
            return;
        }
        long status = registers.status();
        if (CompletionWord.isHalted(status)) {
            listener.interruptDpc(0);
        } else if (CompletionWord.address(status) != 0) {
            listener.interruptDpc(CompletionWord.address(status));
        } // else the channel was started again meanwhile, and has done nothing yet
    }

    /** Gives the DPC up: it does not run any more after this. */
    void close() {
        ignore();
        dpc.close();
    }
}

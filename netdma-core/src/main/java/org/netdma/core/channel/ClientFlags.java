// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.descriptor.ControlFlags;

/** The control flags that clients may set [CPL-1], and what becomes of them. For the submitter. */
final class ClientFlags {

    private static final int FOR_NULL = ControlFlags.SERIALIZE_TRANSFER | ControlFlags.STATUS_UPDATE_ON_COMPLETION
            | ControlFlags.INTERRUPT_ON_COMPLETION;
    private static final int FOR_COPY = FOR_NULL | ControlFlags.SOURCE_NO_SNOOP | ControlFlags.DESTINATION_NO_SNOOP
            | ControlFlags.DESTINATION_DCA_ENABLE;

    private final int understood;
    private final ListenerCalls calls;

    /**
     * @param understood by the engine
     * @param calls      of the listener that is told of interrupts
     */
    ClientFlags(int understood, ListenerCalls calls) {
        this.understood = understood;
        this.calls = calls;
    }

    static boolean areLegalForCopy(int flags) {
        return (flags & ~FOR_COPY) == 0;
    }

    static boolean areLegalForNull(int flags) {
        return (flags & ~FOR_NULL) == 0;
    }

    /**
     * {@return the flags that the engine understands, and a report with each interrupt that a listener is to be told
     * of: the DPC reads the completion word, since the address it is given may name a slot that is used again by then
     * [INT-1]}
     */
    int forEngine(int flags) {
        boolean interrupts = (flags & ControlFlags.INTERRUPT_ON_COMPLETION) != 0;
        return (interrupts && calls.isListening() ? flags | ControlFlags.STATUS_UPDATE_ON_COMPLETION : flags)
                & understood;
    }

    /** {@return the answer, noted when it is the ticket of a descriptor that interrupts} */
    long noted(long answer, int flags) {
        if ((flags & ControlFlags.INTERRUPT_ON_COMPLETION) != 0 && answer > 0) {
            calls.ask(answer);
        }
        return answer;
    }
}

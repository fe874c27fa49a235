// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import org.netdma.provider.BusMemory;

/** Moves bytes, and inverts the first one of each transfer: for a test. Engine thread only. */
final class CorruptingCopyEngine extends CopyEngine {

    CorruptingCopyEngine(BusMemory memory, long maximumAddress) {
        super(memory, maximumAddress);
    }

    @Override
    FaultCode copy(long from, long to, long size) {
        FaultCode fault = super.copy(from, to, size);
        return fault == FaultCode.NONE ? invert(to) : fault;
    }

    @Override
    FaultCode copyBroken(long from, long to, long size, int flags, long nextFrom, long nextTo) {
        FaultCode fault = super.copyBroken(from, to, size, flags, nextFrom, nextTo);
        return fault == FaultCode.NONE ? invert(to) : fault;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.load;

import java.util.List;
import org.netdma.client.managed.ManagedCopier;

/** Copies that survive their engines. */
record ManagedPath(ManagedCopier copier, Stages stages) implements CopyPath {

    /** What its copies are said to be by. */
    static final String NAME = "managed copier";

    @Override
    public void copy(List<CheckedCopy> copies) throws InterruptedException {
        stages.copy(NAME, copies, copy -> copier.copy(copy.source(), copy.sourceOffset(), copy.destination(),
                copy.destinationOffset(), copy.length()));
    }

    @Override
    public void close() {
        copier.close();
    }
}

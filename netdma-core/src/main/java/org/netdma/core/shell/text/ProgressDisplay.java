// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

/** One line that is overwritten again and again while a person watches. Costs the one who shows next to nothing. */
public interface ProgressDisplay {

    /** Where nobody watches. */
    ProgressDisplay NONE = new ProgressDisplay() {
        @Override
        public void show(Progress progress) {
            // nobody watches
        }

        @Override
        public void clear() {
            // nothing was shown
        }
    };

    /** Shows how far it is. @param progress replaces what was shown before */
    void show(Progress progress);

    /** Ends the display and takes the line away, so that other text can stand there. Does nothing the second time. */
    void clear();
}

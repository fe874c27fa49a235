// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.affinity;

import java.lang.System.Logger.Level;
import java.util.BitSet;
import java.util.Locale;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import org.netdma.pnp.interrupt.ThreadPinner;

/** Binds threads with {@code sched_setaffinity}. Safe for use by any thread. */
public final class LinuxThreadPinner implements ThreadPinner {

    private static final System.Logger LOG = System.getLogger(LinuxThreadPinner.class.getName());

    private static final int MASK_BYTES = 128;
    private static final int CALLING_THREAD = 0;

    private final Function setAffinity;
    private final int[] usable;

    private LinuxThreadPinner() {
        NativeLibrary library = NativeLibrary.getInstance("c");
        setAffinity = library.getFunction("sched_setaffinity");
        byte[] mask = new byte[MASK_BYTES];
        int status = call(library.getFunction("sched_getaffinity"), mask);
        // Numbered among the CPUs of this process: in a container the first one need not be CPU 0.
        usable = status < 0 ? new int[0] : BitSet.valueOf(mask).stream().toArray();
    }

    /** {@return a pinner; {@link ThreadPinner#NONE}, with the reason in the log, where threads can not be bound} */
    public static ThreadPinner find() {
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            LOG.log(Level.INFO, "DPC threads are not pinned to their CPUs: not supported on {0}", system);
            return ThreadPinner.NONE;
        }
        try {
            return new LinuxThreadPinner();
        } catch (LinkageError noLibrary) {
            LOG.log(Level.INFO, "DPC threads are not pinned to their CPUs: install bundle com.sun.jna for that ({0})",
                    noLibrary.toString());
            return ThreadPinner.NONE;
        }
    }

    @Override
    public boolean pin(int cpu) {
        if (cpu >= usable.length) {
            return false;
        }
        byte[] mask = new byte[MASK_BYTES];
        mask[usable[cpu] / Byte.SIZE] = (byte) (1 << usable[cpu] % Byte.SIZE);
        return call(setAffinity, mask) == 0;
    }

    private static int call(Function function, byte[] mask) {
        return function.invokeInt(new Object[] {CALLING_THREAD, new NativeLong(mask.length), mask});
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

/**
 * Where the registers are: byte offsets from the start of the engine's memory window. Registers are 64 bits wide,
 * little-endian. What the submitting CPU writes, what the driver seldom writes and what the engine writes are
 * {@value #LINE} bytes apart, so that no cache line travels without need. All of it is lost with power.
 *
 * <pre>
 *  engine
 *  0x000 VERSION            ro  NetDMA version, major &lt;&lt; 16 | minor
 *  0x008 CHANNEL_COUNT      ro
 *  0x010 MAXIMUM_TRANSFER   ro  bytes of one descriptor
 *  0x018 MAXIMUM_ADDRESS    ro  largest physical address the engine reaches
 *  0x020 INTERRUPT_CONTROL  rw  0: a message for each channel; 1: one line, see INTERRUPT_STATUS
 *  0x080 CHANNEL_ENABLE     rw  bit n: the engine looks at channel n
 *  0x088 CHANNEL_PRIORITY   rw  for priority 1, 2 and 3 a register each: bit n: channel n has it; in none: priority 0
 *  0x100 ENGINE_STATUS      ro  0 off, 1 running, 2 parked
 *  0x180 INTERRUPT_STATUS   rc  bit n: channel n raised the line; cleared by reading
 *
 *  faults on purpose, for each {@link Injection.Kind} from 0x200 + its number * 0x40; a channel looks at INJECT
 *  0x000 FAULT_CONTROL      rw  sequence &lt;&lt; 1 | whether it is armed; written last
 *  0x008 FAULT_DESCRIPTOR   rw  from which descriptor on, 1 for the next
 *  0x010 FAULT_TIMES        rw  how often; 0 for ever
 *  0x018 FAULT_ARGUMENT     rw
 *  0x020 FAULT_HITS         ro  how often it has happened
 *  0x028 FAULT_EVERY        rw  each so many-th descriptor from FAULT_DESCRIPTOR on; 0 as 1
 *
 *  channel n, from 0x400 + n * 0x200
 *  0x000 CHAN_CONTROL       rw  sequence &lt;&lt; 8 | {@link Command}
 *  0x008 DESCRIPTOR_ADDRESS rw  first descriptor of the chain that START begins
 *  0x010 DESCRIPTOR_BASE    rw  DESCRIPTOR_COUNT before that chain
 *  0x018 COMPLETION_ADDRESS rw  where the completion word is written; 0 for nowhere
 *  0x080 DESCRIPTOR_COUNT   rw  doorbell: how many descriptors were ever submitted, modulo 2^64
 *  0x100 CHAN_STATUS        ro  completion word of the newest descriptor done, whatever its flags
 *  0x108 CHAN_ACKNOWLEDGE   ro  the last CHAN_CONTROL obeyed
 *  0x110 CHAN_ERROR         ro  detail &lt;&lt; 32 | {@link FaultCode} of the last halt; INJECTED has a detail
 *  0x118 FAULT_ADDRESS      ro  the descriptor that failed
 *  0x120 DCA_TARGET         ro  DCA context of the last context change [DCA-2]
 *  0x128 DCA_HINTS          ro  how many transfers hinted at that target
 * </pre>
 */
public final class RegisterMap {

    /** Bytes of the memory window that an engine needs, whatever its channels. */
    public static final int WINDOW_SIZE = 0x10000;
    /** The most channels an engine has: CHANNEL_ENABLE has one bit for each. */
    public static final int MAXIMUM_CHANNELS = Long.SIZE;

    /** The highest priority of a channel; the lowest is 0. */
    public static final int HIGHEST_PRIORITY = 3;

    /** Two cache lines, since processors fetch them in pairs. */
    static final int LINE = 128;

    static final int VERSION = 0x000;
    static final int CHANNEL_COUNT = 0x008;
    static final int MAXIMUM_TRANSFER = 0x010;
    static final int MAXIMUM_ADDRESS = 0x018;
    static final int INTERRUPT_CONTROL = 0x020;
    static final int CHANNEL_ENABLE = 0x080;
    static final int CHANNEL_PRIORITY = 0x088;
    static final int ENGINE_STATUS = 0x100;
    static final int INTERRUPT_STATUS = 0x180;

    static final int FAULT_CONTROL = 0x000;
    static final int FAULT_DESCRIPTOR = 0x008;
    static final int FAULT_TIMES = 0x010;
    static final int FAULT_ARGUMENT = 0x018;
    static final int FAULT_HITS = 0x020;
    static final int FAULT_EVERY = 0x028;

    static final int CHAN_CONTROL = 0x000;
    static final int DESCRIPTOR_ADDRESS = 0x008;
    static final int DESCRIPTOR_BASE = 0x010;
    static final int COMPLETION_ADDRESS = 0x018;
    static final int DESCRIPTOR_COUNT = 0x080;
    static final int CHAN_STATUS = 0x100;
    static final int CHAN_ACKNOWLEDGE = 0x108;
    static final int CHAN_ERROR = 0x110;
    static final int FAULT_ADDRESS = 0x118;
    static final int DCA_TARGET = 0x120;
    static final int DCA_HINTS = 0x128;

    /** ENGINE_STATUS: no thread drives the engine. */
    static final long OFF = 0;
    /** ENGINE_STATUS: the engine sees a doorbell by itself. */
    static final long RUNNING = 1;
    /** ENGINE_STATUS: a doorbell has to wake the engine. */
    static final long PARKED = 2;

    /** INTERRUPT_CONTROL: a message for each channel. */
    static final long MESSAGES = 0;
    /** INTERRUPT_CONTROL: one line for all. */
    static final long SHARED_LINE = 1;

    private static final int FIRST_FAULT = 0x200;
    private static final int FAULT_SIZE = 0x40;
    private static final int FIRST_CHANNEL = 0x400;
    private static final int CHANNEL_SIZE = 0x200;

    private RegisterMap() {
    }

    /** {@return the register of the channels with this priority, 1 to {@link #HIGHEST_PRIORITY}} */
    static int priority(int priority) {
        return CHANNEL_PRIORITY + (priority - 1) * Long.BYTES;
    }

    /** {@return where the fault registers of a kind begin} */
    static int fault(Injection.Kind kind) {
        return FIRST_FAULT + kind.ordinal() * FAULT_SIZE;
    }

    /** {@return the FAULT_CONTROL word after another one} */
    static long nextFault(long control, boolean armed) {
        return (control >>> 1) + 1 << 1 | (armed ? 1 : 0);
    }

    /** {@return whether a FAULT_CONTROL word says that the fault may happen} */
    static boolean isArmed(long control) {
        return (control & 1) != 0;
    }

    /** {@return where the registers of channel n begin} */
    static int channel(int n) {
        return FIRST_CHANNEL + n * CHANNEL_SIZE;
    }
}

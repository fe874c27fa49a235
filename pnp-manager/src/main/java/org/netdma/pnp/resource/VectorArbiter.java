// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.resource;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

import org.netdma.wdm.resource.AffinityPolicy;
import org.netdma.wdm.resource.InterruptKind;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.InterruptResource;

/**
 * Gives out interrupt vectors: for each MSI-X message one of its own on one CPU, for a line one of a few that devices
 * share. Not thread-safe.
 */
public final class VectorArbiter {

    /** Vectors of the shared lines: {@value} and the next {@link #LINES} - 1. */
    public static final int FIRST_LINE_VECTOR = 16;
    /** How many lines there are. */
    public static final int LINES = 4;
    /** The first vector that messages get. */
    public static final int FIRST_MESSAGE_VECTOR = 32;

    private static final System.Logger LOG = System.getLogger(VectorArbiter.class.getName());

    private final int vectorsPerCpu;
    private final BitSet[] taken;
    private final int[] lineUsers;

    /**
     * @param processors    how many CPUs, 1 to 64
     * @param vectorsPerCpu how many messages each CPU can tell apart
     */
    public VectorArbiter(int processors, int vectorsPerCpu) {
        this.vectorsPerCpu = vectorsPerCpu;
        taken = new BitSet[processors];
        for (int cpu = 0; cpu < processors; cpu++) {
            taken[cpu] = new BitSet(vectorsPerCpu);
        }
        lineUsers = new int[LINES];
    }

    private VectorArbiter(VectorArbiter other) {
        vectorsPerCpu = other.vectorsPerCpu;
        taken = Arrays.stream(other.taken).map(cpu -> (BitSet) cpu.clone()).toArray(BitSet[]::new);
        lineUsers = other.lineUsers.clone();
    }

    /** {@return one that has given out the same, to try something on} */
    VectorArbiter copy() {
        return new VectorArbiter(this);
    }

    /** {@return an interrupt that meets the requirement as well as can be [PNP-6]; empty when none is free} */
    public Optional<InterruptResource> allocate(InterruptRequirement requirement, String device) {
        return requirement.kind() == InterruptKind.LINE ? Optional.of(allocateLine(requirement))
                : allocateMessage(requirement, device);
    }

    private InterruptResource allocateLine(InterruptRequirement requirement) {
        int line = 0;
        for (int other = 1; other < LINES; other++) {
            line = lineUsers[other] < lineUsers[line] ? other : line;
        }
        lineUsers[line]++;
        long wanted = wanted(requirement);
        return new InterruptResource(InterruptKind.LINE, 0, FIRST_LINE_VECTOR + line,
                wanted == 0 ? allProcessors() : wanted);
    }

    private Optional<InterruptResource> allocateMessage(InterruptRequirement requirement, String device) {
        long wanted = wanted(requirement);
        int cpu = leastLoaded(wanted == 0 ? allProcessors() : wanted);
        if (cpu < 0) {
            cpu = leastLoaded(allProcessors());
        }
        if (cpu < 0) {
            return Optional.empty();
        }
        if (requirement.policy() == AffinityPolicy.SPECIFIED_PROCESSORS
                && (requirement.targetProcessors() >>> cpu & 1) == 0) {
            LOG.log(Level.INFO, "MSI-X message {0} of {1} asked for CPU mask 0x{2}; that is not there or has no vector "
                    + "left, it gets CPU {3} [PNP-6]", requirement.message(), device,
                    Long.toHexString(requirement.targetProcessors()), cpu);
        }
        int slot = taken[cpu].nextClearBit(0);
        taken[cpu].set(slot);
        return Optional.of(new InterruptResource(InterruptKind.MESSAGE, requirement.message(),
                FIRST_MESSAGE_VECTOR + cpu * vectorsPerCpu + slot, 1L << cpu));
    }

    /** The CPUs asked for that exist; 0 when it does not matter or none of them exists. */
    private long wanted(InterruptRequirement requirement) {
        return requirement.policy() == AffinityPolicy.SPECIFIED_PROCESSORS
                ? requirement.targetProcessors() & allProcessors() : 0;
    }

    private int leastLoaded(long candidates) {
        int best = -1;
        for (int cpu = 0; cpu < taken.length; cpu++) {
            boolean candidate = (candidates >>> cpu & 1) == 1 && taken[cpu].cardinality() < vectorsPerCpu;
            if (candidate && (best < 0 || taken[cpu].cardinality() < taken[best].cardinality())) {
                best = cpu;
            }
        }
        return best;
    }

    private long allProcessors() {
        return taken.length == Long.SIZE ? -1L : (1L << taken.length) - 1;
    }

    /** Takes an interrupt back. */
    public void release(InterruptResource interrupt) {
        if (interrupt.kind() == InterruptKind.LINE) {
            lineUsers[interrupt.vector() - FIRST_LINE_VECTOR]--;
        } else {
            int number = interrupt.vector() - FIRST_MESSAGE_VECTOR;
            taken[number / vectorsPerCpu].clear(number % vectorsPerCpu);
        }
    }

    /** {@return how many more messages can be given out} */
    int free() {
        return taken.length * vectorsPerCpu - Arrays.stream(taken).mapToInt(BitSet::cardinality).sum();
    }

    /** {@return how many vectors are given out} */
    public int allocated() {
        int sum = 0;
        for (BitSet cpu : taken) {
            sum += cpu.cardinality();
        }
        for (int users : lineUsers) {
            sum += users;
        }
        return sum;
    }
}

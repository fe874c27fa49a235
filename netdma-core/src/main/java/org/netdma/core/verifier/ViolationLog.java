// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;
import org.netdma.wdm.verifier.ViolationCount;

/**
 * Logs violations, one line each, and counts them. Bounded: what is broken all the time fills neither log nor memory.
 */
final class ViolationLog {

    private static final Logger LOG = System.getLogger(ViolationLog.class.getName());
    private static final int MOST_LINES = 16;
    private static final int MOST_KINDS = 256;
    private static final int FRAMES = 8;

    private record Kind(VerifierRule rule, String driver, String device, String call) {
    }

    private final Map<Kind, ViolationCount> counts = new LinkedHashMap<>();
    private long dropped;

    void add(Violation violation, VerifierMode mode) {
        long times = count(violation, mode);
        if (times == 0) {
            LOG.log(Level.WARNING, "verifier: more than {0} kinds of violations; this one is not kept: {1}", MOST_KINDS,
                    line(violation));
        } else if (times <= MOST_LINES) {
            LOG.log(mode == VerifierMode.STRICT ? Level.ERROR : Level.WARNING, "verifier, {0}: {1}{2}", mode,
                    line(violation), times == MOST_LINES ? "; more of the same are counted and not logged" : "");
        }
    }

    /** {@return how many of its kind there are now; 0 when there is no room for another kind, the first time so} */
    private synchronized long count(Violation violation, VerifierMode mode) {
        Kind kind = new Kind(violation.rule(), violation.driver(), violation.device(), violation.call());
        ViolationCount before = counts.get(kind);
        if (before == null && counts.size() == MOST_KINDS) {
            return dropped++ == 0 ? 0 : MOST_LINES + 1;
        }
        long times = before == null ? 1 : before.times() + 1;
        VerifierMode strictest = before == null || mode.compareTo(before.mode()) > 0 ? mode : before.mode();
        counts.put(kind, new ViolationCount(violation, strictest, times));
        return times;
    }

    synchronized List<ViolationCount> counts() {
        return List.copyOf(counts.values());
    }

    synchronized void clear() {
        counts.clear();
        dropped = 0;
    }

    private static String line(Violation violation) {
        String where = violation.device().isEmpty() ? "" : " (" + violation.device() + ")";
        return "%s%s broke [%s] %s in %s: %s; at %s".formatted(violation.driver(), where, violation.rule().reference(),
                violation.rule(), violation.call(), violation.detail(), violation.stack().stream()
                        .filter(ViolationLog::isTelling).limit(FRAMES).map(StackTraceElement::toString)
                        .collect(Collectors.joining(" < ")));
    }

    /** {@return whether a frame says where something happened: those of the JDK do not} */
    private static boolean isTelling(StackTraceElement frame) {
        return !"java.base".equals(frame.getModuleName());
    }
}

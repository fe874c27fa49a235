// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

import java.util.Locale;

/**
 * How far something is.
 *
 * @param label       what is being done
 * @param unit        of what is done and to be done
 * @param done        so far
 * @param total       to be done, not 0
 * @param nanoseconds spent so far
 */
public record Progress(String label, Unit unit, long done, long total, long nanoseconds) {

    /** What is counted. */
    public enum Unit {
        /** Bytes: shown with their rate. */
        BYTES,
        /** Nanoseconds, of work that takes as long as it is told to. */
        TIME
    }

    private static final int WIDEST_BAR = 40;

    /** Of so many bytes. */
    public Progress(String label, long bytes, long total, long nanoseconds) {
        this(label, Unit.BYTES, bytes, total, nanoseconds);
    }

    /** Of so many nanoseconds. */
    public Progress(String label, long nanoseconds, long total) {
        this(label, Unit.TIME, nanoseconds, total, nanoseconds);
    }

    /**
     * {@return a bar with figures: {@code copy  42% [=======>          ] 430 MiB of 1 GiB, 1.21 GiB/s, 1 s left}}
     *
     * @param width columns it may take; the bar shrinks first, then the end is cut off
     */
    public String text(int width) {
        double share = Math.min(1, (double) done / total);
        String head = String.format(Locale.ROOT, "%s %3d%% ", label, (int) (share * 100));
        String figures = switch (unit) {
            case BYTES -> " %s of %s, %s%s".formatted(Units.size(done), Units.size(total),
                    Units.rate(done, nanoseconds), remaining());
            case TIME -> " %s of %s%s".formatted(Units.time(done), Units.time(total), remaining());
        };
        int cells = Math.min(WIDEST_BAR, width - head.length() - figures.length() - 2);
        String line = cells < 5 ? head + figures.strip() : head + bar(share, cells) + figures;
        return line.substring(0, Math.max(0, Math.min(line.length(), width)));
    }

    private static String bar(double share, int cells) {
        int full = (int) (share * cells);
        String arrow = full < cells ? ">" : "";
        return "[" + "=".repeat(full) + arrow + " ".repeat(cells - full - arrow.length()) + "]";
    }

    private String remaining() {
        if (done == 0 || done >= total) {
            return "";
        }
        double seconds = (total - done) * (nanoseconds / 1e9) / done;
        return String.format(Locale.ROOT, ", %d s left", (long) Math.ceil(seconds));
    }
}

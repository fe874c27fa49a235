// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

import java.util.Locale;

/**
 * How far something is.
 *
 * @param label       what is being done
 * @param bytes       done so far
 * @param total       to be done, not 0
 * @param nanoseconds spent so far
 */
public record Progress(String label, long bytes, long total, long nanoseconds) {

    private static final int WIDEST_BAR = 40;

    /**
     * {@return a bar with figures: {@code copy  42% [=======>          ] 430 MiB of 1 GiB, 1.21 GiB/s, 1 s left}}
     *
     * @param width columns it may take; the bar shrinks first, then the end is cut off
     */
    public String text(int width) {
        double share = Math.min(1, (double) bytes / total);
        String head = String.format(Locale.ROOT, "%s %3d%% ", label, (int) (share * 100));
        String figures = " %s of %s, %s%s".formatted(Units.size(bytes), Units.size(total),
                Units.rate(bytes, nanoseconds), remaining());
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
        if (bytes == 0 || bytes >= total) {
            return "";
        }
        double seconds = (total - bytes) * (nanoseconds / 1e9) / bytes;
        return ", %d s left".formatted((long) Math.ceil(seconds));
    }
}

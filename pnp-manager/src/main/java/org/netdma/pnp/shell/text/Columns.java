// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lines of cells, aligned. A column is as wide as its widest cell, nothing wraps, and no line ends with blanks, so that
 * lines can be cut and searched.
 */
public final class Columns {

    private static final String GAP = "  ";

    private final String indent;
    private final List<List<String>> lines = new ArrayList<>();

    /**
     * @param indent put before each line
     */
    public Columns(String indent) {
        this.indent = indent;
    }

    /** Adds a line; the first one may be headings. */
    public Columns add(Object... cells) {
        lines.add(Arrays.stream(cells).map(String::valueOf).toList());
        return this;
    }

    /** {@return the lines, each ended by a line feed} */
    @Override
    public String toString() {
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = IntStream.range(0, columns).map(this::width).toArray();
        return lines.stream().map(line -> indent + pad(line, widths).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    private int width(int column) {
        return lines.stream().filter(line -> line.size() > column).mapToInt(line -> line.get(column).length()).max()
                .orElse(0);
    }

    private static String pad(List<String> line, int[] widths) {
        return IntStream.range(0, line.size()).mapToObj(i -> line.get(i) + " ".repeat(widths[i] - line.get(i).length()))
                .collect(Collectors.joining(GAP));
    }
}

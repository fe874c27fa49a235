// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in aligned columns, each as wide as its widest cell. Unlike picocli's text table it never wraps and leaves no
 * blanks at the ends of lines, so that its lines can be cut and searched.
 */
public final class Table {

    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A heading, and whether the cells below stand at the right, as numbers do. */
    private record Column(String heading, boolean right) {
    }

    /** @param headings of the columns; one that starts with {@code >} makes a column of numbers */
    public Table(String... headings) {
        columns = List.of(headings).stream()
                .map(heading -> heading.startsWith(">") ? new Column(heading.substring(1), true)
                        : new Column(heading, false))
                .toList();
    }

    /** Adds a line. @param cells as many as there are headings */
    public void add(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells).stream().map(String::valueOf).toList());
    }

    /** {@return the lines, headings first, each ended by a line feed} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, columns.stream().map(Column::heading).toList());
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(width(i) - cells.get(i).length());
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).right() ? padding + cells.get(i) : cells.get(i) + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length())
                .reduce(columns.get(column).heading().length(), Math::max);
    }
}

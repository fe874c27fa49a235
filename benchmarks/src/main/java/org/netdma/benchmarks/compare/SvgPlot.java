// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A line plot over the size of a copy; both axes logarithmic: what is not positive and finite has no place on it. */
final class SvgPlot {

    /**
     * One line of the plot.
     *
     * @param label  for the legend
     * @param values one for each size; a gap where it is empty or has no logarithm
     */
    record Line(String label, List<OptionalDouble> values) {

        Line {
            values = values.stream().map(Line::orGap).toList();
        }

        private static OptionalDouble orGap(OptionalDouble value) {
            return Double.isFinite(Math.log10(value.orElse(0))) ? value : OptionalDouble.empty();
        }
    }

    private static final int WIDTH = 860;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 250;
    private static final int TOP = 40;
    private static final int BOTTOM = 45;
    private static final int LEGEND_STEP = 22;
    /** Distinct also for those who see few colours; lines that share one differ in dashes. */
    private static final String[] COLOURS = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9",
        "#000000"};
    private static final String[] DASHES = {"none", "6 4", "2 3"};

    private final StringBuilder svg = new StringBuilder();
    private final List<Integer> sizes;
    private final List<Line> lines;
    private double lowest = Double.MAX_VALUE;
    private double highest = Double.MIN_VALUE;

    SvgPlot(List<Integer> sizes, List<Line> lines) {
        this.sizes = sizes;
        this.lines = new ArrayList<>(lines);
        for (Line line : lines) {
            line.values().stream().filter(OptionalDouble::isPresent).forEach(value -> {
                lowest = Math.min(lowest, value.getAsDouble());
                highest = Math.max(highest, value.getAsDouble());
            });
        }
        if (lowest > highest) {
            lowest = 1; // nothing was measured
            highest = 1;
        }
        lowest = Math.pow(10, Math.floor(Math.log10(lowest)));
        highest = Math.max(lowest * 10, Math.pow(10, Math.ceil(Math.log10(highest))));
    }

    String write(String title, String unit) {
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" "
                + "font-size=\"12\">", WIDTH, HEIGHT);
        add("<title>%s</title>", title);
        add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        text(LEFT, TOP - 16, "start", title + ", " + unit);
        axes();
        for (int i = 0; i < lines.size(); i++) {
            draw(i);
        }
        add("</svg>");
        return svg.toString();
    }

    private void axes() {
        for (double value = lowest; value <= highest * 1.001; value *= 10) {
            add("<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>", LEFT, WIDTH - RIGHT, y(value),
                    y(value));
            text(LEFT - 8, y(value) + 4, "end", value >= 1 ? String.format(Locale.ROOT, "%,.0f", value)
                    : String.valueOf(value));
        }
        for (int i = 0; i < sizes.size(); i++) {
            add("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#eeeeee\"/>", x(i), x(i), TOP,
                    HEIGHT - BOTTOM);
            text(x(i), HEIGHT - BOTTOM + 18, "middle", Format.size(sizes.get(i)));
        }
    }

    private void draw(int index) {
        Line line = lines.get(index);
        String style = String.format(Locale.ROOT, "fill=\"none\" stroke=\"%s\" stroke-width=\"2\" "
                + "stroke-dasharray=\"%s\"", COLOURS[index % COLOURS.length],
                DASHES[index / COLOURS.length % DASHES.length]);
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < sizes.size(); i++) {
            if (line.values().get(i).isPresent()) {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(i), y(line.values().get(i).getAsDouble())));
            }
        }
        add("<polyline points=\"%s\" %s/>", points.toString().strip(), style);
        int y = TOP + 6 + index * LEGEND_STEP;
        int x = WIDTH - RIGHT + 14;
        add("<polyline points=\"%d,%d %d,%d\" %s/>", x, y, x + 26, y, style);
        text(x + 34, y + 4, "start", line.label());
    }

    private double x(int index) {
        return LEFT + index * (double) (WIDTH - LEFT - RIGHT) / Math.max(1, sizes.size() - 1);
    }

    private double y(double value) {
        double share = (Math.log10(value) - Math.log10(lowest)) / (Math.log10(highest) - Math.log10(lowest));
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }

    private void text(double x, double y, String anchor, String content) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, content);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

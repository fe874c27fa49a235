// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgPlotTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    @DisplayName("What has no place on a logarithmic axis is left out")
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldLeaveOutWhatHasNoLogarithm(double wrong) {
        String svg = new SvgPlot(List.of(64, 4096), List.of(
                new SvgPlot.Line("one", List.of(OptionalDouble.of(100), OptionalDouble.of(wrong)))))
                .write("title", "unit");
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
        assertEquals(1, svg.lines().filter(line -> line.matches("<polyline points=\"[^ \"]+\".*")).count(), svg);
    }

    @Test
    @DisplayName("A plot of nothing has axes")
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldPlotNothing() {
        String svg = new SvgPlot(List.of(64), List.of(new SvgPlot.Line("one", List.of(OptionalDouble.empty()))))
                .write("title", "unit");
        assertTrue(svg.contains(">64 B<") && svg.contains(">1<") && svg.contains(">10<"), svg);
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
    }

    @Test
    @DisplayName("The plot is well-formed, has a line for each contender and leaves out what was not measured")
    void shouldDrawOneLineEach() throws Exception {
        String svg = new SvgPlot(List.of(64, 4096), List.of(
                new SvgPlot.Line("one", List.of(OptionalDouble.of(100), OptionalDouble.of(9))),
                new SvgPlot.Line("other", List.of(OptionalDouble.empty(), OptionalDouble.of(3)))))
                .write("title", "unit");
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        // each line once in the plot and once in the legend
        assertEquals(4, document.getElementsByTagName("polyline").getLength());
        String points = document.getElementsByTagName("polyline").item(2).getAttributes().getNamedItem("points")
                .getNodeValue();
        assertEquals(1, points.split(" ").length);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.tck.Ability;

/** {@code docs/tck.md} shows code that runs, to the letter, and names tests and abilities that there are. */
class TckGuideTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST_METHOD = Pattern.compile("\\bvoid (should\\w+)\\(");
    private static final Pattern NAMED_TEST = Pattern.compile("`(should\\w+)`");

    private static String guide() throws IOException {
        return Files.readString(ROOT.resolve("docs/tck.md"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal/MinimalProviderConformanceTest", "tck/ReferenceBundleConformanceIT",
        "tck/ProviderInNetDmaIT"})
    void shouldShowCodeThatRuns(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/netdma/itests/" + name + ".java"));
        String shown = source.substring(source.indexOf("*/\n") + 3);
        assertTrue(guide().contains("```java\n" + shown + "```"), () -> "docs/tck.md should show\n" + shown);
    }

    @Test
    void shouldShowDependenciesOfAProjectThatIsBuilt() throws IOException {
        String project = Files.readString(Path.of("src/consumer/pom.xml"));
        String shown = project.substring(project.indexOf("    <dependency>\n"), project.indexOf("  </dependencies>"));
        assertTrue(guide().contains("```xml\n" + shown + "```"), () -> "docs/tck.md should show\n" + shown);
    }

    @Test
    void shouldNameTestsThatThereAre() throws IOException {
        Set<String> named = NAMED_TEST.matcher(guide()).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.size() > 30, () -> "only " + named);
        named.removeAll(tests());
        assertEquals(Set.of(), named, "named in docs/tck.md, and no tests");
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(TckGuideTest::read)
                    .flatMap(source -> TEST_METHOD.matcher(source).results()).map((MatchResult found) -> found.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABORT", "RESET", "SUSPEND", "POWER", "DCA", "GROUPS"})
    void shouldNameTheAbilities(String ability) throws IOException {
        assertTrue(guide().contains("`" + Ability.valueOf(ability) + "`"), ability);
    }
}

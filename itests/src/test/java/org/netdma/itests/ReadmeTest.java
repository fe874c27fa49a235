// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** README and guides show code: that which is tested here, to the letter; and they name tests that there are. */
class ReadmeTest {

    private static final Pattern SHOWN = Pattern.compile("^```java\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private static String driver() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/netdma/itests/minimal/MinimalDriver.java"));
        return source.substring(source.indexOf("@Component"));
    }

    /** {@return the parts of a test that are shown, by nothing but themselves} */
    private static Set<String> clientCode() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/netdma/itests/ClientGuideIT.java"));
        return Pattern.compile(" *// guide: \\w+\\R(.*?) *// end\\R", Pattern.DOTALL).matcher(source).results()
                .map(part -> part.group(1).stripTrailing().stripIndent() + "\n").collect(Collectors.toSet());
    }

    @Test
    void shouldShowTheMinimalDriver() throws IOException {
        assertTrue(Files.readString(Path.of("../README.md")).contains("```java\n" + driver() + "```"),
                "README.md and MinimalDriver.java differ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../README.md", "../docs/clients.md"})
    void shouldShowNothingButCodeThatRuns(String document) throws IOException {
        Set<String> runs = clientCode();
        runs.add(driver());
        List<String> shown = SHOWN.matcher(Files.readString(Path.of(document))).results()
                .map(block -> block.group(1)).toList();
        assertTrue(shown.size() >= 3, shown.size() + " blocks found in " + document);
        for (String block : shown) {
            assertTrue(runs.contains(block), () -> "shown in " + document + ", and part of no test:\n" + block);
        }
    }

    @Test
    void shouldShowWhatClientsCanDo() throws IOException {
        String guides = Files.readString(Path.of("../docs/clients.md")) + Files.readString(Path.of("../README.md"));
        for (String code : clientCode()) {
            assertTrue(guides.contains("```java\n" + code + "```"), () -> "README.md or docs/clients.md should show\n" + code);
        }
    }

    @Test
    void shouldNameTestsThatThereAre() throws IOException {
        Pattern test = Pattern.compile("`(\\w+[a-z](?:Test|IT))[.`]");
        Set<String> there = files(Path.of(".."), ".java")
                .map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toSet());
        for (Path document : files(Path.of("../docs"), ".md").toList()) {
            Set<String> named = test.matcher(Files.readString(document)).results().map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            named.removeAll(there);
            assertEquals(Set.of(), named, () -> "named in " + document + ", and no tests");
        }
    }

    private static Stream<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList().stream();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README and guides show code: that which is tested here, to the letter; and they name tests that there are. */
class ReadmeTest {

    @Test
    void shouldShowTheMinimalDriver() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/netdma/itests/minimal/MinimalDriver.java"));
        String driver = source.substring(source.indexOf("@Component"));
        assertTrue(Files.readString(Path.of("../README.md")).contains("```java\n" + driver + "```"),
                "README.md and MinimalDriver.java differ");
    }

    @Test
    void shouldShowWhatClientsCanDo() throws IOException {
        String guide = Files.readString(Path.of("../docs/clients.md"));
        String source = Files.readString(Path.of("src/test/java/org/netdma/itests/ClientGuideIT.java"));
        Matcher part = Pattern.compile(" *// guide: \\w+\\R(.*?) *// end\\R", Pattern.DOTALL).matcher(source);
        int parts = 0;
        while (part.find()) {
            String code = part.group(1).stripTrailing().stripIndent() + "\n";
            assertTrue(guide.contains("```java\n" + code + "```"), () -> "docs/clients.md should show\n" + code);
            parts++;
        }
        assertTrue(parts >= 6, parts + " parts found");
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

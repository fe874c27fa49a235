// SPDX-License-Identifier: Apache-2.0
package org.netdma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/windows-to-java.md} and the API together. */
class WindowsNamesTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "windows-to-java.md");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| `([\\w.$]+)(?:#(\\w+))?` \\|$",
            Pattern.MULTILINE);
    /** The names after "Windows:", up to the end of the sentence or tag. */
    private static final Pattern MENTION = Pattern.compile("Windows:([^.;}*@{/]*)");
    private static final Pattern NAME = Pattern.compile("\\b(?:[A-Z][A-Z]*_[A-Z_]+(?:XXX)?|IRP|KDPC|KINTERRUPT"
            + "|(?:NetDma|Provider|Io|Ke|Driver)[A-Z](?!xx)\\w+)\\b");

    @Test
    void shouldListOnlyPairsThatExist() throws IOException {
        Map<String, MatchResult> rows = rows();
        assertTrue(rows.size() > 50, "the table was not read: " + rows.keySet());
        rows.values().forEach(WindowsNamesTest::assertExists);
    }

    @Test
    void shouldListEachWindowsNameThatTheJavadocMentions() throws IOException {
        Set<String> missing = mentioned();
        assertFalse(missing.isEmpty(), "no Javadoc was read");
        missing.removeAll(rows().keySet());
        assertEquals(Set.of(), missing, "add these to " + DOCUMENT);
    }

    private static void assertExists(MatchResult row) {
        try {
            Class<?> type = Class.forName("org.netdma." + row.group(2));
            if (row.group(3) != null) {
                assertTrue(Arrays.stream(type.getMethods()).map(Method::getName).anyMatch(row.group(3)::equals),
                        row.group(1) + ": no method " + row.group(3) + " in " + type);
            }
        } catch (ClassNotFoundException e) {
            fail(row.group(1) + ": no such type", e);
        }
    }

    private static Map<String, MatchResult> rows() throws IOException {
        Map<String, MatchResult> rows = new LinkedHashMap<>();
        Matcher matcher = ROW.matcher(Files.readString(DOCUMENT));
        while (matcher.find()) {
            rows.put(matcher.group(1), matcher.toMatchResult());
        }
        return rows;
    }

    private static Set<String> mentioned() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            String all = files.filter(file -> file.toString().endsWith(".java")).map(WindowsNamesTest::read)
                    .collect(Collectors.joining("\n")).replaceAll("\\s*\\n\\s*\\*?\\s*", " ");
            return MENTION.matcher(all).results().flatMap(mention -> NAME.matcher(mention.group(1)).results())
                    .map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/contract.md} and the display names of all tests together: each rule is held by a test. */
class ContractDocumentTest {

    private static final Path ROOT = Path.of("..");
    private static final Path DOCUMENT = ROOT.resolve("docs/contract.md");
    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z]{3}-\\d+) \\| (.*?) \\| (.*?) ?\\|$");
    /** A display name, up to the name of the test method behind it. */
    private static final Pattern TEST = Pattern.compile(
            "@DisplayName\\(\\s*\"([^\"]*)\"[^;{}]*?\\bvoid\\s+(\\w+)\\s*\\(", Pattern.DOTALL);
    /** A test in the last column of a row. */
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final String HOW = "run this test with -Dcontract.update=true";
    private static final Pattern RULE = Pattern.compile("\\b[A-Z]{3}-\\d+\\b");

    private final Map<String, Set<String>> tests = new TreeMap<>();

    @Test
    void shouldNameForEachRuleTestsThatHoldIt() throws IOException {
        sources().forEach(this::read);
        if (Boolean.getBoolean("contract.update")) {
            Files.write(DOCUMENT, Files.readAllLines(DOCUMENT).stream().map(this::withTests).toList());
        }
        Map<String, Set<String>> listed = listed();
        assertTrue(listed.size() > 60, () -> "only these rules were read: " + listed.keySet());
        Set<String> unheld = new TreeSet<>(listed.keySet());
        unheld.removeAll(tests.keySet());
        assertEquals(Set.of(), unheld, "no test has these rules in its display name");
        listed.forEach((rule, names) -> {
            assertFalse(names.isEmpty(), () -> rule + " has no test in docs/contract.md: " + HOW);
            Set<String> gone = new TreeSet<>(names);
            gone.removeAll(tests.get(rule));
            assertEquals(Set.of(), gone, () -> "these tests do not name " + rule + " (any more): " + HOW);
        });
    }

    @Test
    void shouldKnowEachRuleThatATestNames() throws IOException {
        sources().forEach(this::read);
        Set<String> unknown = new TreeSet<>(tests.keySet());
        unknown.removeAll(listed().keySet());
        assertEquals(Set.of(), unknown, "tests name rules that docs/contract.md does not have");
    }

    /** {@return the rules of the document, with the tests it lists for each} */
    private static Map<String, Set<String>> listed() throws IOException {
        Map<String, Set<String>> listed = new TreeMap<>();
        Files.readAllLines(DOCUMENT).stream().map(ROW::matcher).filter(Matcher::matches)
                .forEach(row -> listed.put(row.group(1), NAME.matcher(row.group(3)).results()
                        .map(name -> name.group(1)).collect(toCollection(TreeSet::new))));
        return listed;
    }

    private String withTests(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            return line;
        }
        String held = tests.getOrDefault(row.group(1), Set.of()).stream().map(test -> "`" + test + "`")
                .collect(joining("<br>"));
        return "| %s | %s | %s |".formatted(row.group(1), row.group(2), held);
    }

    private void read(Path source) {
        String text;
        try {
            text = Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String type = source.getFileName().toString().replace(".java", "");
        Matcher test = TEST.matcher(text);
        while (test.find()) {
            Matcher rule = RULE.matcher(test.group(1));
            while (rule.find()) {
                tests.computeIfAbsent(rule.group(), key -> new TreeSet<>()).add(type + "." + test.group(2));
            }
        }
    }

    /** The tests of all modules, and the conformance kit, which is run against the reference provider. */
    private static List<Path> sources() throws IOException {
        Path kit = Path.of("netdma-tck", "src", "main", "java");
        Path test = Path.of("src", "test", "java");
        try (Stream<Path> files = Files.walk(ROOT.toRealPath())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains(kit.toString())
                            || file.toString().contains(test.toString()))
                    .filter(file -> !file.endsWith("ContractDocumentTest.java")).sorted().toList();
        }
    }
}

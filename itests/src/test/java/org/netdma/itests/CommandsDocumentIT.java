// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/commands.md} has every command, with the usage that the command prints. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts bin/netdma, not bin/netdma.cmd")
class CommandsDocumentIT {

    private static final Pattern LISTED = Pattern.compile("^((?:netdma|pnp|shell):[\\w-]+) ", Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @Test
    void shouldShowTheUsageOfEveryCommand() throws Exception {
        String document = Files.readString(Path.of("../docs/commands.md"));
        String help = run("help");
        assertTrue(document.contains(block(help)), () -> "docs/commands.md should show\n" + help);

        List<String> commands = LISTED.matcher(help).results().map(MatchResult::group).map(String::strip).toList();
        assertEquals(commands, headings(document, commands), "docs/commands.md has sections for");
        String usages = run(commands.stream().map(command -> "echo @@; " + command + " --help")
                .collect(Collectors.joining("; ")));
        for (String usage : usages.substring(usages.indexOf("@@\n") + 3).split("@@\n")) {
            assertTrue(document.contains(block(usage)), () -> "docs/commands.md should show\n" + usage);
        }
    }

    private static String block(String text) {
        return "```text\n" + text.stripTrailing() + "\n```";
    }

    private static List<String> headings(String document, List<String> commands) {
        return commands.stream().filter(command -> document.contains("\n### `" + command + "`\n")).toList();
    }

    private String run(String commands) throws Exception {
        return NetDmaProcess.run(folder, "-c", commands).assertSuccess().out();
    }
}

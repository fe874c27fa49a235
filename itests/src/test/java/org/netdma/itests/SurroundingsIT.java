// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.itests.NetDmaProcess.Result;

/** The distribution where locale, encoding, descriptors, disks and bundles are not as they mostly are. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts bin/netdma with a POSIX shell")
class SurroundingsIT {

    /** For a script that starts it several times, on a machine that does much else. */
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String NAME = "Gr\u00F6\u00DFe";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @TempDir
    private Path folder;

    @BeforeEach
    void dropProvider() throws IOException {
        Files.copy(ProviderBundle.REFERENCE.jar(),
                Files.createDirectories(folder.resolve("providers")).resolve("provider.jar"));
        Files.createDirectories(folder.resolve("conf"));
    }

    private Result run(Map<String, String> environment, String script, String input) throws Exception {
        try (NetDmaProcess netdma = NetDmaProcess.inShell(folder, environment, script)) {
            netdma.type(input);
            netdma.endInput();
            return netdma.awaitEnd(LIMIT);
        }
    }

    private Result run(String script) throws Exception {
        return run(Map.of(), script, "");
    }

    /** The framework formats the versions that it resolves bundles by in the locale of the JVM. */
    @Test
    void shouldPrintTheSameDigitsInEveryLocale() throws Exception {
        String arabic = "-Duser.language=ar -Duser.region=EG -Duser.country=EG -Duser.extensions=nu-arab";
        String out = run(Map.of("NETDMA_JAVA_OPTS", arabic),
                "exec \"$@\" -c 'netdma:copy -s 1M -json; netdma:copy -s 1M; pnp:devices; date'", "")
                .assertSuccess().out();
        assertTrue(out.contains("\"size\":1048576") && out.contains("REFERENCE\\0000"), out);
        assertTrue(out.chars().allMatch(character -> character < 128), out);
    }

    /** A closed descriptor becomes that of the first file that the JVM opens, which was run for commands then. */
    @Test
    void shouldTakeClosedDescriptorsForTheNullDevice() throws Exception {
        Path kept = Files.writeString(folder.resolve("README.md"), "kept");
        Result result = run("""
                "$@" <&- 2>err1; echo script $?
                "$JAVA_HOME/bin/java" -jar "$(dirname "$1")/../lib/netdma-launcher.jar" --data data <&- 2>err2; echo java $?
                "$@" -c 'echo lost' <&- >&- 2>&-; echo none $?""").assertSuccess();
        assertEquals("script 0\njava 0\nnone 0\n", result.out());
        assertEquals(List.of(), Files.readAllLines(folder.resolve("err1")));
        // Without the script's options newer JVMs warn of what the framework does.
        assertEquals(List.of(), Files.readAllLines(folder.resolve("err2")).stream()
                .filter(line -> !line.startsWith("WARNING: ")).toList());
        assertEquals("kept", Files.readString(kept));
    }

    @Test
    void shouldUseUtf8WithoutALocaleTooAndRunNothingElse() throws Exception {
        Files.writeString(folder.resolve("conf/org.netdma.provider.reference.cfg"),
                BYTE_ORDER_MARK + "friendlyName=" + NAME + "\n");
        Files.write(folder.resolve("conf/org.netdma.core.cfg"),
                "# %s\n".formatted(NAME).getBytes(StandardCharsets.ISO_8859_1));
        Path kept = Files.writeString(folder.resolve("kept"), "kept");

        Result result = run(Map.of("LC_ALL", "C"), "exec \"$@\"",
                BYTE_ORDER_MARK + "echo " + NAME + "\r\nnetdma:providers -json\necho no\0text > kept\necho more\n");

        assertEquals(1, result.exitCode(), result::toString);
        List<String> out = result.out().lines().toList();
        assertEquals(2, out.size(), result::toString);
        assertEquals(NAME, out.get(0));
        assertTrue(out.get(1).contains("\"name\":\"" + NAME + "\""), result::toString);
        assertTrue(result.err().contains("standard input, line 3: the line has the control byte 0x00"), result::toString);
        assertTrue(result.err().lines().anyMatch(line -> line.contains("org.netdma.core.cfg")
                && line.contains("not in UTF-8")), result::toString);
        assertEquals("kept", Files.readString(kept));
    }

    @Test
    void shouldFailWhenItsOutputIsLost() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
        Result result = run("""
                "$@" -c 'netdma:providers -json' >/dev/full; echo full $?
                "$1" --help >/dev/full; echo help $?
                mkfifo pipe
                { sleep 0; } <pipe &
                { "$@" -c 'sleep 1; help'; echo pipe $? >code; } >pipe; cat code""");
        assertEquals("full 1\nhelp 1\npipe 1\n", result.out(), result::toString);
        List<String> errors = result.err().lines().toList();
        assertEquals(3, errors.size(), result::toString);
        assertTrue(errors.get(0).startsWith("error: standard output can not be written"), result::toString);
        assertTrue(errors.get(1).contains("standard output can not be written"), result::toString);
        assertTrue(errors.get(2).startsWith("error: standard output can not be written"), result::toString);
    }

    @Test
    void shouldSayWhatKeepsItFromStarting() throws Exception {
        Result result = run("ulimit -n 20; exec \"$@\" -c 'echo on'");
        assertEquals(3, result.exitCode(), result::toString);
        result.assertFailure("Too many open files");
    }

    @Test
    void shouldSayThatDisksAreFullAndUseAnotherOne() throws Exception {
        Path full = Files.createDirectory(folder.resolve("full"));
        assumeTrue(mount(full), "needs the right to mount a file system");
        try {
            run("head -c 1M /dev/zero >full/filler 2>/dev/null; mkdir full/data; true").assertSuccess();
            Map<String, String> environment = Map.of("NETDMA_JAVA_OPTS", "-Djava.io.tmpdir=" + full);

            assertEquals("on\n", run(environment, "exec \"$@\" -c 'echo on'", "").assertSuccess().out());

            Result refused = run(environment, "exec \"$1\" --providers providers --conf conf --data full/data -c 'echo on'", "");
            assertEquals(3, refused.exitCode(), refused::toString);
            refused.assertFailure("No space left on device", full.toString());
        } finally {
            execute("umount", full.toString());
        }
    }

    private static boolean mount(Path on) throws Exception {
        return execute("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", on.toString()) == 0;
    }

    private static int execute(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            assertTrue(process.waitFor(1, TimeUnit.MINUTES), () -> Arrays.toString(command));
            return process.exitValue();
        } catch (IOException e) {
            return -1; // no such command
        }
    }

    /** A refresh of the API stops the shell with all other bundles that use it, and starts them again. */
    @Test
    void shouldGoOnTakingCommandsAfterARefreshOfTheApi() throws Exception {
        try (NetDmaProcess netdma = NetDmaProcess.start(folder)) {
            String api = netdma.ask("lb -s").stream().filter(line -> line.contains("netdma-api")).findFirst()
                    .orElseThrow().split("\\|")[0].strip();
            netdma.type("felix:refresh " + api + "\n");
            Await.until(() -> {
                netdma.type("echo on\n"); // the shell notices with the next line that it was stopped
                return netdma.errors();
            }, errors -> errors.contains("The shell was stopped"), "the end of the shell");
            Await.until(() -> String.join("\n", netdma.ask("netdma:providers")), out -> out.contains("STARTED"),
                    "the engine started again");
            netdma.type("exit 7\n");
            assertEquals(7, netdma.awaitEnd().exitCode());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.core.fake.RandomRuns;
import org.netdma.core.shell.fake.FakeClients;
import org.netdma.core.shell.fake.FakeFaultInjection;
import org.netdma.core.shell.fake.FakeMemory;
import org.netdma.core.verifier.CoreVerifier;
import org.netdma.core.verifier.VerifierSettings;
import org.netdma.fault.FaultKind;

/**
 * Whatever is typed behind a command of scope netdma: it works, or fails with one line; nothing else is ever thrown.
 */
class RandomCommandLinesTest {

    private static final int RUNS = 40;
    private static final String[] WORDS = {"-s", "--size", "--sizes", "-n", "--count", "-b", "--batch", "-p",
        "--provider", "--seed", "-f", "--force", "--window", "--no-verify", "-json", "--json", "-h", "--help", "-d",
        "--driver", "--reset", "--clear", "--check", "-v", "off", "warn", "STRICT", "file", "folder", "missing/file",
        "0", "1", "2", "-1", "4096", "1KiB", "64k", "9223372036854775807", "99999999999999999999", "1e3", "0x10",
        "1EiB", "-5MiB", "NaN", "", " ", "-", "--", "---", "=", "-s=", "--size=1", "@file", "%s%n", "{0}", "\\", "\"",
        "ROOT\\NETDMA_REFERENCE\\0000", "NETDMA", "hang", "error", "=1", "micros=-1", "delay=1h",
        "\u0000", "\n", "a\nb", "\ud83d\ude00", "*", "?", "..", "/", "~", "not/a\u0000path"};
    private static final String DEVICE = "ROOT\\NETDMA_REFERENCE\\0000";
    private static final String[] FAULTS = Stream.of(FaultKind.values()).map(FaultKind::label).toArray(String[]::new);
    private static final String[] PARAMETERS = {"descriptor", "every", "times", "deaf", "micros", "status", "entryPoint", "nth"};

    @TempDir
    private Path folder;
    private final FakeClients clients = new FakeClients();
    private final FakeMemory memory = new FakeMemory();
    private final CoreVerifier verifier = new CoreVerifier(VerifierSettings.DEFAULT);

    @BeforeEach
    void prepare() throws IOException {
        clients.addProvider(1, "Reference engine", DEVICE);
        Files.write(folder.resolve("file"), new byte[100]);
        Files.createDirectory(folder.resolve("folder"));
    }

    @Test
    @DisplayName("a random line behind any command works, or fails with one line")
    void shouldAnswerAnyLine() {
        check(() -> new ProvidersCommand(clients));
        check(() -> new ChannelsCommand(clients));
        check(() -> new CopyCommand(clients, memory));
        check(() -> new CopyFileCommand(clients, memory));
        check(() -> new VerifierCommand(verifier));
        check(() -> new InjectCommand(Map.of()));
        check(() -> new BenchCommand(clients, memory), "--no-such-option"); // else it would measure for seconds
    }

    @Test
    @DisplayName("random parameters of any fault are injected, or refused with one line")
    void shouldAnswerAnyFault() {
        Supplier<ShellCommand> inject = () -> new InjectCommand(Map.of(DEVICE, new FakeFaultInjection(DEVICE)));
        check(inject, random -> {
            List<String> words = new ArrayList<>(List.of(DEVICE, pick(random, FAULTS)));
            for (int count = random.nextInt(3); count > 0; count--) {
                words.add(pick(random, PARAMETERS) + "=" + pick(random, WORDS));
            }
            return words.toArray(String[]::new);
        });
    }

    private void check(Supplier<ShellCommand> command, String... last) {
        check(command, random -> words(random, last));
    }

    private void check(Supplier<ShellCommand> command, Function<Random, String[]> typed) {
        CommandLineOf line = new CommandLineOf(command, folder);
        RandomRuns.check(RUNS, random -> {
            String[] words = typed.apply(random);
            try {
                line.run(words);
            } catch (CommandFailure e) {
                assertFalse(e.getMessage().isBlank(), () -> "no reason: " + Arrays.toString(words));
                assertEquals(1, e.getMessage().lines().count(), () -> Arrays.toString(words) + ": " + e.getMessage());
            } catch (RuntimeException e) {
                throw new AssertionError(command.get().getClass().getSimpleName() + Arrays.toString(words), e);
            }
        });
    }

    private static String[] words(Random random, String[] last) {
        int count = random.nextInt(5);
        String[] words = Arrays.copyOf(new String[0], count + last.length);
        for (int i = 0; i < count; i++) {
            words[i] = pick(random, WORDS);
        }
        System.arraycopy(last, 0, words, count, last.length);
        return words;
    }

    private static String pick(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code bin/netdma} as a child process that reads commands from its standard input. */
final class NetDmaProcess implements AutoCloseable {

    /** The distribution, as the build has unpacked it. */
    static final Path DISTRIBUTION = TestBundles.TARGET.resolve("../../distribution/target/netdma").normalize();

    private static final long LIMIT_SECONDS = 120;
    private static final String JAVA_OPTIONS = "NETDMA_JAVA_OPTS";
    /** Of the CPU time of a process that runs a few commands, the JVM's second compiler takes nearly half. */
    private static final String FOR_SHORT_LIVES = "-XX:TieredStopAtLevel=1";
    private static final String END_OF_OUTPUT = "\u0000end of output";

    /** What became of a process that has ended. */
    record Result(int exitCode, String out, String err) {
        Result assertSuccess() {
            assertEquals(0, exitCode, this::toString);
            assertEquals("", err, this::toString);
            return this;
        }

        /** One line on standard error that says why, nothing on standard output. */
        Result assertFailure(String... mentioned) {
            assertNotEquals(0, exitCode, this::toString);
            assertEquals("", out, this::toString);
            assertEquals(1, err.lines().count(), this::toString);
            for (String text : mentioned) {
                assertTrue(err.contains(text), () -> "'%s' in %s".formatted(text, this));
            }
            return this;
        }
    }

    private final Process process;
    private final Path errors;
    private final BufferedWriter commands;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private int asked;

    private NetDmaProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readLines, "output of bin/netdma");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the distribution where it was built, but with folders of the test's own.
     *
     * @param folder    whose {@code providers}, {@code conf} and {@code data} it uses; made when they are not there
     * @param arguments of the command line
     */
    static NetDmaProcess start(Path folder, String... arguments) throws IOException {
        return launch(folder, Map.of(), command(folder, arguments));
    }

    /** Starts it like {@link #start(Path, String...)} in a JVM with its own defaults, for work that takes a while. */
    static NetDmaProcess startForLong(Path folder, String... arguments) throws IOException {
        return launch(folder, Map.of(JAVA_OPTIONS, ""), command(folder, arguments));
    }

    /**
     * Starts it by a POSIX shell, otherwise like {@link #start(Path, String...)}.
     *
     * @param folder      whose {@code providers}, {@code conf} and {@code data} it uses; also the working directory
     * @param environment to be added
     * @param script      of the shell, in which {@code "$@"} starts it
     */
    static NetDmaProcess inShell(Path folder, Map<String, String> environment, String script) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(command(folder));
        return launch(folder, environment, command);
    }

    private static List<String> command(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(DISTRIBUTION.resolve("bin/netdma").toString()));
        // on a busy machine devices take longer to start than a person waits for them
        command.addAll(List.of("--ready-limit", Long.toString(LIMIT_SECONDS)));
        for (String used : List.of("providers", "conf", "data")) {
            command.addAll(List.of("--" + used, Files.createDirectories(folder.resolve(used)).toString()));
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts it like {@link #start(Path, String...)} with an empty standard input, and waits until it has ended. */
    static Result run(Path folder, String... arguments) throws Exception {
        try (NetDmaProcess netdma = start(folder, arguments)) {
            netdma.endInput();
            return netdma.awaitEnd();
        }
    }

    /**
     * Starts it.
     *
     * @param script    {@code bin/netdma}, or a link to it
     * @param folder    for what it prints on standard error
     * @param arguments of the command line
     */
    static NetDmaProcess start(Path script, Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(arguments);
        return launch(folder, Map.of(), command);
    }

    private static NetDmaProcess launch(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put(JAVA_OPTIONS, FOR_SHORT_LIVES);
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Path errors = Files.createTempFile(folder, "stderr", ".txt");
        builder.redirectError(errors.toFile());
        return new NetDmaProcess(builder.start(), errors);
    }

    private void readLines() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (IOException e) {
            lines.add(e.toString());
        }
        lines.add(END_OF_OUTPUT);
    }

    /** Gives it input, and does not wait for what comes of it. Fails when a process that is deaf takes none. */
    void type(String input) throws Exception {
        FutureTask<Void> typing = new FutureTask<>(() -> {
            commands.write(input);
            commands.flush();
            return null;
        });
        Thread typist = new Thread(typing, "typist"); // a full pipe holds it until the process ends
        typist.setDaemon(true);
        typist.start();
        try {
            typing.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            fail("bin/netdma takes no input for %d s; it printed %s".formatted(LIMIT_SECONDS, errors()));
        } catch (ExecutionException e) {
            throw new IOException("bin/netdma takes no input", e.getCause());
        }
    }

    /** Has a command run, and returns the lines that it printed. */
    List<String> ask(String command) throws Exception {
        String mark = "mark " + ++asked;
        type("%s\necho %s\n".formatted(command, mark));
        List<String> answer = new ArrayList<>();
        for (String line = nextLine(); !line.equals(mark); line = nextLine()) {
            if (line.equals(END_OF_OUTPUT)) {
                fail("bin/netdma ended; it printed %s and %s".formatted(answer, Files.readString(errors)));
            }
            answer.add(line);
        }
        return answer;
    }

    private String nextLine() throws InterruptedException {
        String line = lines.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        return line == null ? fail("no output within " + LIMIT_SECONDS + " s") : line;
    }

    /** {@return its number; of {@code java}, which the script has become} */
    long pid() {
        return process.pid();
    }

    /** Asks the process to end as an operator or a service manager does, with SIGTERM; its input stays open. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** {@return what it has printed on standard error so far} */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Ends the standard input. */
    void endInput() throws IOException {
        commands.close();
    }

    Result awaitEnd() throws Exception {
        return awaitEnd(Duration.ofSeconds(LIMIT_SECONDS));
    }

    Result awaitEnd(Duration limit) throws Exception {
        assertTrue(process.waitFor(limit.toSeconds(), TimeUnit.SECONDS), () -> "did not end within " + limit);
        StringBuilder out = new StringBuilder();
        for (String line = nextLine(); !line.equals(END_OF_OUTPUT); line = nextLine()) {
            out.append(line).append('\n');
        }
        return new Result(process.exitValue(), out.toString(), Files.readString(errors));
    }

    /** {@return the names of the threads that NetDMA has in it} */
    List<String> threads() throws Exception {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                Long.toString(process.pid()), "Thread.print").redirectErrorStream(true).start();
        try (BufferedReader out = jcmd.inputReader()) {
            return out.lines().filter(line -> line.startsWith("\"")).map(line -> line.split("\"")[1])
                    .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("netdma")).sorted().toList();
        }
    }

    /** Kills it if it has not ended, and waits: whoever has started it deletes its folders next. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }
}

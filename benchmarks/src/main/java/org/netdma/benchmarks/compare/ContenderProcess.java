// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.netdma.benchmarks.copy.Request;

/**
 * The process of a contender: one request, one answer. It stands still while others are measured, whatever its threads
 * are at: an engine that never sleeps, or a compiler, would take a processor from them.
 */
final class ContenderProcess implements AutoCloseable {

    private static final long EXIT_LIMIT = 20;

    /**
     * Has the C library ask for huge pages, which all contenders' memory is from: with small ones it decides more than
     * the contender where in the machine's memory they happen to lie. Other C libraries do not look at it.
     */
    private static final String HUGE_PAGES = "glibc.malloc.hugetlb=1";

    private final String contender;
    private final File errors;
    private final Process process;
    private final PrintStream requests;
    private final BufferedReader answers;

    /**
     * Starts the process and waits until it is ready.
     *
     * @param contender its id
     * @param command   that starts it
     * @param errors    where its standard error goes
     * @throws IOException when it does not start
     */
    ContenderProcess(String contender, List<String> command, File errors) throws IOException {
        this.contender = contender;
        this.errors = errors;
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
        builder.environment().put("GLIBC_TUNABLES", HUGE_PAGES);
        process = builder.start();
        requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            String ready = answers.readLine();
            if (ready == null || !ready.startsWith("ready")) {
                throw new IOException(contender + " does not start: " + ready + "; its errors are in " + errors);
            }
            signal("STOP");
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /**
     * Takes a sample.
     *
     * @return the numbers by name
     * @throws IOException when the contender answers with an error, or not at all
     */
    Map<String, Double> ask(Request request) throws IOException {
        signal("CONT");
        try {
            return sample(request);
        } finally {
            signal("STOP");
        }
    }

    private Map<String, Double> sample(Request request) throws IOException {
        ForeignTime foreign = new ForeignTime(process.pid());
        requests.println(request.toLine());
        String answer = answers.readLine();
        if (answer == null || !answer.startsWith("ok ")) {
            throw new IOException(contender + " to \"" + request.toLine() + "\": " + answer + "; its errors are in "
                    + errors);
        }
        Map<String, Double> values = new HashMap<>();
        for (String word : answer.substring(3).split(" ")) {
            String[] pair = word.split("=", 2);
            values.put(pair[0], Double.valueOf(pair[1]));
        }
        values.put(Sample.FOREIGN, foreign.elapsed());
        return values;
    }

    /**
     * Halts the process, or lets it go on; one that has ended needs neither. On Windows, where neither can be asked for,
     * contenders only sleep.
     */
    private void signal(String name) throws IOException {
        if (File.separatorChar == '\\' || !process.isAlive()) {
            return;
        }
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .redirectError(ProcessBuilder.Redirect.appendTo(errors)).start();
        try {
            if (!kill.waitFor(EXIT_LIMIT, TimeUnit.SECONDS) || kill.exitValue() != 0 && process.isAlive()) {
                throw new IOException(contender + " takes no SIG" + name + "; its errors are in " + errors);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends the process: first by the end of its input, then by force. */
    @Override
    public void close() {
        requests.close();
        try {
            signal("CONT");
            if (!process.waitFor(EXIT_LIMIT, TimeUnit.SECONDS)) {
                System.err.println(contender + " does not end and is killed");
                process.destroyForcibly();
            }
        } catch (IOException e) {
            System.err.println(e.getMessage() + "; it is killed");
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Kills the process at once, when the run is broken off. */
    void kill() {
        process.destroyForcibly();
    }
}

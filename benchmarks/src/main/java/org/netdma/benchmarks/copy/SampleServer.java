// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Answers requests, one a line, until the input ends: {@code ok name=value ...} or {@code error message}. The port is
 * open during a sample only, so that a contender which spins when idle does not disturb the others.
 */
public final class SampleServer {

    private final String name;
    private final CopyPort.Factory factory;
    private final Walk walk = new Walk();

    /**
     * @param name    of the contender
     * @param factory that opens it
     */
    public SampleServer(String name, CopyPort.Factory factory) {
        this.name = name;
        this.factory = factory;
    }

    /**
     * Serves until the input ends.
     *
     * @param in  requests
     * @param out answers
     * @throws IOException when the input fails
     */
    public void serve(InputStream in, OutputStream out) throws IOException {
        PrintStream answers = new PrintStream(out, true, StandardCharsets.UTF_8);
        answers.println("ready " + name);
        BufferedReader requests = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(answer(line));
        }
    }

    /** Whatever goes wrong in a contender is its answer, and the next sample is tried. */
    private String answer(String line) {
        try {
            Request request = Request.parse(line);
            walk.restart((int) request.get("size", 64));
            try (CopyPort port = factory.open(walk, request)) {
                return "ok" + format(new Sampler(port, walk, request).take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "error interrupted";
        } catch (Exception e) {
            return "error " + e.toString().replace('\n', ' ');
        }
    }

    private static String format(Map<String, Number> answer) {
        return answer.entrySet().stream().map(e -> " " + e.getKey() + "=" + (e.getValue() instanceof Double
                ? String.format(Locale.ROOT, "%.5f", e.getValue()) : e.getValue().toString()))
                .collect(Collectors.joining());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleServerTest {

    /** Says that copies are done which it never made. */
    private static final class LyingPort implements CopyPort {

        private long done;

        @Override
        public void submit(Walk walk, int batch) {
            done += batch;
        }

        @Override
        public long completed() {
            return done;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private static List<String> serve(CopyPort.Factory factory, String requests) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        new SampleServer("contender", factory)
                .serve(new ByteArrayInputStream(requests.getBytes(StandardCharsets.UTF_8)), answers);
        return answers.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void assertAnswers(CopyPort.Factory factory) throws IOException {
        List<String> answers = serve(factory, """
                sustained size=100 batch=32 millis=2
                roundtrip size=4096 millis=2
                submitter size=1048576 batch=1 millis=2
                """);
        assertEquals("ready contender", answers.get(0));
        assertTrue(answers.get(1).matches("ok copies=\\d+ nanos=\\d+ allocated=\\d+ allocatedbyall=-?\\d+"), answers.get(1));
        assertTrue(answers.get(2).matches("ok count=\\d+ p50=\\d+ p99=\\d+ p999=\\d+ max=\\d+"), answers.get(2));
        assertTrue(answers.get(3).matches("ok submit=[\\d.]+ reap=[\\d.]+"), answers.get(3));
        assertEquals(4, answers.size());
    }

    @Test
    @DisplayName("Inline copies answer every request, and their bytes are verified")
    void shouldSampleInlineCopies() throws IOException {
        assertAnswers((walk, request) -> new InlinePort(walk));
    }

    @Test
    @DisplayName("The Disruptor answers every request, and its bytes are verified")
    void shouldSampleDisruptor() throws IOException {
        assertAnswers((walk, request) -> new DisruptorPort(walk));
    }

    @Test
    @DisplayName("The executor answers every request, and its bytes are verified")
    void shouldSampleExecutor() throws IOException {
        assertAnswers((walk, request) -> new ExecutorPort(walk));
    }

    @ParameterizedTest
    @ValueSource(strings = {"roundtrip size=64 millis=0", "submitter size=64 batch=1 millis=0"})
    @DisplayName("A sample has a time in it even when its own time was too short for one")
    void shouldTakeATimeHoweverShortTheSample(String request) throws IOException {
        List<String> answers = serve((walk, slow) -> new ExecutorPort(walk), request + "\n");
        assertTrue(answers.get(1).matches("ok (count=[1-9]\\d* p50=[1-9].*|submit=.*[1-9].* reap=.*[1-9].*)"),
                answers.get(1));
    }

    @Test
    @DisplayName("A contender that does not copy has no sample")
    void shouldRefuseSampleOfCopiesThatWereNotMade() throws IOException {
        List<String> answers = serve((walk, request) -> new LyingPort(), "sustained size=64 millis=1\n");
        assertTrue(answers.get(1).startsWith("error ") && answers.get(1).contains("differs"), answers.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "sustained size", "sustained size=0", "sustained size=x", ""})
    @DisplayName("A wrong request is answered with an error, and the next one is served")
    void shouldAnswerWrongRequestWithError(String wrong) throws IOException {
        List<String> answers = serve((walk, request) -> new InlinePort(walk), wrong + "\nroundtrip size=64 millis=1\n");
        assertTrue(answers.get(1).startsWith("error "), answers.get(1));
        assertTrue(answers.get(2).startsWith("ok "), answers.get(2));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.core.shell.bench.Figures;
import org.netdma.core.shell.fake.FakeClients;
import org.netdma.core.shell.fake.FakeEngine;
import org.netdma.core.shell.fake.FakeMemory;

class BenchCommandTest {

    private static final String FIGURE = " +[\\d,.]+";

    private final FakeClients clients = new FakeClients();
    private final FakeMemory memory = new FakeMemory();
    private final CommandLineOf bench = new CommandLineOf(() -> new BenchCommand(clients, memory));

    @BeforeEach
    void addProvider() {
        clients.addProvider(1, "Reference engine", "ROOT\\NETDMA_REFERENCE\\0000");
        clients.ringCapacity = 1024;
    }

    @AfterEach
    void nothingIsLeft() {
        assertTrue(memory.open.isEmpty(), "regions are left");
        assertTrue(clients.channels.isEmpty(), "channels are left");
        assertTrue(clients.clients.isEmpty(), "clients are left");
    }

    @Test
    @DisplayName("The usual sizes are measured as far as the provider copies so much at once")
    void shouldPrintALineForEachSize() throws Exception {
        List<String> lines = bench.run("-t", "1").lines().toList();

        assertEquals("provider 1, batches of 32, up to 256 copies outstanding, compared; times of one copy in ns",
                lines.get(0));
        assertTrue(lines.get(1).matches(" *Size +Copies/s +Rate +Sustained +Submit +By the CPU +Round trip +99 %"),
                lines.get(1));
        for (int i = 0; i < 3; i++) {
            String size = List.of("64 B", "1 KiB", "4 KiB").get(i);
            assertTrue(lines.get(2 + i).matches(" *" + size + FIGURE + " +[\\d.]+ .iB/s" + FIGURE.repeat(5)),
                    lines.get(2 + i));
        }
        assertTrue(lines.get(5).contains("handing a copy to the engine"), lines.get(5));
        assertEquals(6, lines.size());
    }

    @Test
    void shouldPrintJson() throws Exception {
        String report = bench.run("-t1", "-b", "1", "--sizes", "4K,100", "-json");

        String figures = "\\{\"size\":%s,\"copies\":\\d+,\"nanosecondsPerCopy\":[\\d.]+,\"submitNanoseconds\":[\\d.]+,"
                + "\"cpuNanoseconds\":[\\d.]+,\"roundTripMedianNanoseconds\":\\d+,\"roundTrip99Nanoseconds\":\\d+}";
        assertTrue(report.matches("\\{\"provider\":1,\"java\":\".+\",\"batch\":1,\"outstanding\":256,\"sizes\":\\["
                + figures.formatted(100) + "," + figures.formatted(4096) + "]}\n"), report);
    }

    @Test
    void shouldFindBytesThatWereNotCopiedRight() {
        clients.engine = (ticket, from, to) -> {
            boolean copied = FakeEngine.COPIES.process(ticket, from, to.duplicate());
            to.put(5, (byte) ~to.get(5));
            return copied;
        };
        String message = bench.fail("-t1", "-s64");
        assertTrue(message.contains("byte 5 is wrong after copies of 64 bytes: provider 1 does not copy right"),
                message);
    }

    @Test
    void shouldReportAHaltAndCleanUp() {
        clients.engine = (ticket, from, to) -> ticket < 1000;
        assertTrue(bench.fail("-t1").contains("a copy failed and the channel halted"));
    }

    @Test
    void shouldReportARefusalAndCleanUp() {
        clients.ringCapacity = 8;
        assertTrue(bench.fail("-t1").contains("full"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-b 0 | the batch is 0: expected a number from 1 to 256",
        "-b 257 | the batch is 257: expected a number from 1 to 256",
        "-t 0 | the time in seconds is 0: expected a number from 1 to 3600",
        "-s 5M | '5M' is not a size from 1 B to 4 MiB; write it as 4096, 4K, 64MiB or 1.5g",
        "-s 8K | provider 1 copies at most 4 KiB at once [XFR-11]: expected sizes up to that, not 8 KiB"})
    void shouldRefuseWhatCannotBeMeasured(String arguments, String message) {
        String failure = bench.fail(arguments.split(" "));
        assertTrue(failure.startsWith("netdma:bench: ") && failure.contains(message), failure);
    }

    @Test
    void shouldSayWithoutProviderThatThereIsNone() {
        clients.providers.clear();
        assertEquals("netdma:bench: " + ProvidersCommand.NONE, bench.fail());
    }

    @Test
    void shouldSayFromWhichSizeOnTheEngineSavesTime() {
        Figures dear = new Figures(64, 1, 10, 9, 8, 100, 200);
        Figures cheap = new Figures(4096, 1, 100, 9, 80, 200, 300);
        assertEquals("from 4 KiB on, handing a copy to the engine took this thread less time than making it",
                BenchCommand.verdict(List.of(dear, cheap)));
        assertEquals("handing a copy to the engine took this thread longer than making it",
                BenchCommand.verdict(List.of(cheap, dear)));
    }
}

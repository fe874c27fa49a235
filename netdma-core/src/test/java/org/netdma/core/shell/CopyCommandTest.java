// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.client.ProviderState;
import org.netdma.core.shell.fake.FakeClients;
import org.netdma.core.shell.fake.FakeEngine;
import org.netdma.core.shell.fake.FakeMemory;

class CopyCommandTest {

    private static final String SYNOPSIS = "Expected: netdma:copy [-h] [-json] [-n=COUNT] [-p=PROVIDER] [-s=SIZE] "
            + "[--seed=SEED]; -h explains";

    private final FakeClients clients = new FakeClients();
    private final FakeMemory memory = new FakeMemory();
    private final CommandLineOf copy = new CommandLineOf(() -> new CopyCommand(clients, memory));

    @BeforeEach
    void addProvider() {
        clients.addProvider(1, "Reference engine", "ROOT\\NETDMA_REFERENCE\\0000");
    }

    @AfterEach
    void nothingIsLeft() {
        assertTrue(memory.open.isEmpty(), "regions are left");
        assertTrue(clients.channels.isEmpty(), "channels are left");
        assertTrue(clients.clients.isEmpty(), "clients are left");
    }

    @Test
    void shouldReportSizeTimeRateAndDescriptors() throws Exception {
        String report = copy.run("-s", "10000");
        assertTrue(report.matches("9\\.8 KiB copied by provider 1 in .+ [um]?s, .+iB/s, 3 descriptors; "
                + "verified byte for byte\n"), report);
    }

    @Test
    void shouldCopySeveralTimes() throws Exception {
        String report = copy.run("--size=4K", "--count=3");
        assertTrue(report.matches("3 x 4 KiB copied by provider 1 in .+, 3 descriptors; verified byte for byte\n"
                + "fastest: .+ [um]?s, .+iB/s\n"), report);
    }

    @Test
    void shouldCopyASingleByte() throws Exception {
        assertTrue(copy.run("-s1").contains(", 1 descriptor;"));
    }

    @Test
    void shouldPrintJson() throws Exception {
        String report = copy.run("-s", "8K", "-n", "2", "-json");
        assertTrue(report.matches("\\{\"provider\":1,\"channel\":0,\"size\":8192,\"count\":2,\"descriptors\":4,"
                + "\"nanoseconds\":\\d+,\"fastestNanoseconds\":\\d+,\"bytesPerSecond\":\\d+,\"verified\":true}\n"), report);
    }

    @Test
    void shouldFindAByteThatWasNotCopiedRight() {
        clients.engine = (ticket, from, to) -> {
            boolean copied = FakeEngine.COPIES.process(ticket, from, to.duplicate());
            if (ticket == 2) {
                to.put(5, (byte) ~to.get(5));
            }
            return copied;
        };
        String message = copy.fail("-s", "8K");
        assertTrue(message.matches("netdma:copy: byte 4101 of 8192 is 0x.. and should be 0x..: provider 1 does not copy "
                + "right"), message);
    }

    @Test
    void shouldFindACopyThatNeverHappened() {
        clients.engine = (ticket, from, to) -> ticket == 2 || FakeEngine.COPIES.process(ticket, from, to);
        assertTrue(copy.fail("-s", "4K", "-n", "3").startsWith("netdma:copy: byte 0 of 4096 is "));
    }

    @Test
    void shouldReportAHaltAndCleanUp() {
        clients.engine = (ticket, from, to) -> ticket < 3;
        String message = copy.fail("-s", "64K");
        assertTrue(message.startsWith("netdma:copy: a copy failed and the channel halted"), message);
    }

    @Test
    void shouldReportThatMemoryIsOut() {
        memory.left = 1;
        assertEquals("netdma:copy: no memory left: close regions [XFR-11] STATUS_INSUFFICIENT_RESOURCES (0xC000009A)",
                copy.fail());
    }

    @Test
    void shouldEndEarlyWhenCancelled() {
        clients.engine = (ticket, from, to) -> {
            Thread.currentThread().interrupt();
            return FakeEngine.COPIES.process(ticket, from, to);
        };
        assertEquals("netdma:copy: cancelled", copy.fail("-s", "4K", "-n", "1000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2G", "9999999999999999999999", "many", "4KB", ""})
    @DisplayName("[XFR-11] A size out of range is refused")
    void shouldRefuseASizeOutOfRange(String size) {
        assertEquals("netdma:copy: Invalid value for option '--size': '" + size + "' is not a size from 1 B to "
                + "2147479551 bytes; write it as 4096, 4K, 64MiB or 1.5g. " + SYNOPSIS, copy.fail("--size", size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "1000001"})
    void shouldRefuseACountOutOfRange(String count) {
        assertEquals("netdma:copy: '" + count + "' is not a count: expected a number from 1 to 1000000",
                copy.fail("-n", count));
    }

    @Test
    void shouldRefuseACountThatIsNoNumber() {
        assertEquals("netdma:copy: Invalid value for option '--count': 'x' is not an int. " + SYNOPSIS,
                copy.fail("-n", "x"));
    }

    @Test
    void shouldRefuseAnOptionWithoutItsValue() {
        assertEquals("netdma:copy: Missing required parameter for option '--size' (SIZE). " + SYNOPSIS,
                copy.fail("-s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "ROOT\\NETDMA_REFERENCE\\0000", "root\\netdma_reference\\0000",
            "ROOT/NETDMA_REFERENCE/0000", "ROOTNETDMA_REFERENCE0000"})
    void shouldFindTheProviderByNumberOrDevice(String provider) throws Exception {
        copy.run("-s", "1", "-p", provider);
        assertEquals("1", clients.lastRequest.provider());
    }

    @Test
    void shouldNameTheProvidersThatThereAre() {
        clients.addProvider(7, "x", "ROOT\\OTHER\\0000");
        assertEquals("netdma:copy: no provider '3': expected the number or device of one of 1 "
                + "(ROOT/NETDMA_REFERENCE/0000), 7 (ROOT/OTHER/0000)", copy.fail("-p", "3"));
    }

    @Test
    @DisplayName("[PWR-1] A provider in low power is not asked for a channel, and the way out is named")
    void shouldSayHowToWakeAProvider() {
        clients.addProvider(2, "Sleeper", "ROOT\\SLEEPER\\0000", ProviderState.POWERED_DOWN);
        assertEquals("netdma:copy: provider 2 is powered down [PWR-1]: 'pnp:power ROOT/SLEEPER/0000 d0' wakes it",
                copy.fail("-p", "2"));
        clients.providers.remove(0);
        assertEquals("netdma:copy: no provider is started, so nothing can be copied: provider 2 is powered down "
                + "[PWR-1]: 'pnp:power ROOT/SLEEPER/0000 d0' wakes it", copy.fail());
    }

    @Test
    @DisplayName("[REG-7] A provider that is not started is not asked for a channel")
    void shouldRefuseAProviderThatIsNotStarted() {
        clients.addProvider(2, "x", "ROOT\\OTHER\\0000", ProviderState.REGISTERED);
        assertEquals("netdma:copy: provider 2 is REGISTERED: expected one that is STARTED; pnp:device "
                + "ROOT/OTHER/0000 says more", copy.fail("-p", "2"));
    }

    @Test
    void shouldSayWhatToDoWithoutProviders() {
        clients.providers.clear();
        assertEquals("netdma:copy: " + ProvidersCommand.NONE, copy.fail());
    }
}

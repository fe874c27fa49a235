// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.client.ProviderState;
import org.netdma.core.shell.fake.FakeClients;

class ProvidersCommandTest {

    private final FakeClients clients = new FakeClients();
    private final CommandLineOf providers = new CommandLineOf(() -> new ProvidersCommand(clients));

    @Test
    void shouldSayWhyNothingCanBeCopiedAndWhatToDo() throws Exception {
        assertEquals("no DMA provider is registered, so nothing can be copied: put the jar of a provider bundle into "
                + "the folder providers/; pnp:devices shows devices with problems\n", providers.run());
        assertEquals("[]\n", providers.run("-json"));
    }

    @Test
    void shouldListProvidersInColumns() throws Exception {
        clients.addProvider(1, "Reference engine", "ROOT\\NETDMA_REFERENCE\\0000");
        clients.addProvider(12, "", "ROOT\\OTHER\\0000", ProviderState.REGISTERED);
        assertEquals("""
                No  Name              NetDMA  Hardware  State       Channels  Max transfer  Device
                 1  Reference engine  2.0     8086 1.0  STARTED          0/4         1 MiB  ROOT\\NETDMA_REFERENCE\\0000
                12  -                 2.0     -         REGISTERED       0/4             -  ROOT\\OTHER\\0000
                """, providers.run());
    }

    @Test
    void shouldSayThatNoneIsStarted() throws Exception {
        clients.addProvider(1, "x", "ROOT\\OTHER\\0000", ProviderState.STOPPING);
        assertTrue(providers.run().endsWith(
                "no provider is started, so nothing can be copied: pnp:devices says why\n"));
    }

    @Test
    @DisplayName("[PWR-1] a provider in low power is listed so, with the command that wakes it when no other is there")
    void shouldSayThatAProviderIsPoweredDown() throws Exception {
        clients.addProvider(1, "Reference engine", "ROOT\\NETDMA_REFERENCE\\0000", ProviderState.POWERED_DOWN);
        assertEquals("""
                No  Name              NetDMA  Hardware  State         Channels  Max transfer  Device
                 1  Reference engine  2.0     8086 1.0  POWERED_DOWN       0/4         1 MiB  ROOT\\NETDMA_REFERENCE\\0000
                no provider is started, so nothing can be copied: provider 1 is powered down [PWR-1]: \
                'pnp:power ROOT/NETDMA_REFERENCE/0000 d0' wakes it
                """, providers.run());
        clients.addProvider(2, "Other", "ROOT\\OTHER\\0000");
        assertFalse(providers.run().contains("pnp:power"));
    }

    @Test
    void shouldPrintJsonWithAllFields() throws Exception {
        clients.addProvider(1, "Reference \"engine\"", "ROOT\\NETDMA_REFERENCE\\0000");
        assertEquals("[{\"number\":1,\"name\":\"Reference \\\"engine\\\"\",\"device\":"
                + "\"ROOT\\\\NETDMA_REFERENCE\\\\0000\",\"version\":\"2.0\",\"state\":\"STARTED\",\"flags\":"
                + "[\"DCA_SUPPORTED\"],\"maxChannels\":4,\"channels\":4,\"channelsInUse\":0,\"maxTransferSize\":1048576,"
                + "\"maxAddress\":\"0xFFFFFFFFFFFFFFFF\",\"vendorId\":\"0x8086\",\"hwVersion\":\"1.0\"}]\n",
                providers.run("--json"));
    }

    @Test
    void shouldExplainItself() throws Exception {
        String usage = providers.run("-h");
        assertTrue(usage.startsWith("Usage: netdma:providers [-h] [-json]\n"), usage);
        assertTrue(usage.contains("Print JSON for scripts"), usage);
    }

    @Test
    void shouldSayWhatIsExpectedInsteadOfAnUnknownArgument() {
        assertEquals("netdma:providers: Unmatched argument at index 0: 'all'. Expected: netdma:providers [-h] [-json]; "
                + "-h explains", providers.fail("all"));
        assertEquals("netdma:providers: Unknown option: '-x'. Expected: netdma:providers [-h] [-json]; -h explains",
                providers.fail("-x"));
    }
}

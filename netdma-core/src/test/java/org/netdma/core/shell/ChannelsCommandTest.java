// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaClient;
import org.netdma.core.shell.fake.FakeClients;

class ChannelsCommandTest {

    private final FakeClients clients = new FakeClients();
    private final CommandLineOf channels = new CommandLineOf(() -> new ChannelsCommand(clients));

    @Test
    void shouldSayThatThereIsNone() throws Exception {
        assertEquals("no channel is allocated: a client has one only while it copies, as netdma:copy does\n",
                channels.run());
        assertEquals("[]\n", channels.run("-json"));
    }

    @Test
    void shouldListChannelsInColumns() throws Exception {
        clients.register("backup").allocateChannel();
        assertEquals("""
                Provider  Channel  Client  State   CPU  Priority  Ring  Submitted  Completed  Failed
                       1        0  backup  ACTIVE    0         0     8          0          0       0
                """, channels.run());
    }

    @Test
    @DisplayName("[CHN-5] lists the priority that the engine granted, and the one requested where it is another")
    void shouldListGrantedPriority() throws Exception {
        DmaClient client = clients.register("voice");
        client.allocateChannel(ChannelRequest.DEFAULT.withPriority(2));
        client.allocateChannel(ChannelRequest.DEFAULT.withPriority(9));
        clients.highestPriority = 0;
        client.allocateChannel(ChannelRequest.DEFAULT.withPriority(1));
        assertEquals("""
                Provider  Channel  Client  State   CPU  Priority  Ring  Submitted  Completed  Failed
                       1        0  voice   ACTIVE    0         2     8          0          0       0
                       1        1  voice   ACTIVE    0    3 of 9     8          0          0       0
                       1        2  voice   ACTIVE    0    0 of 1     8          0          0       0
                """, channels.run());
        assertTrue(channels.run("-json").contains("\"priority\":3,\"requestedPriority\":9,"));
    }

    @Test
    void shouldPrintJsonWithAllFields() throws Exception {
        clients.register("backup").allocateChannel();
        assertEquals("[{\"provider\":1,\"channel\":0,\"client\":\"backup\",\"state\":\"ACTIVE\",\"cpu\":0,\"priority\":0,"
                + "\"requestedPriority\":0,\"ringCapacity\":8,\"submitted\":0,\"completed\":0,\"failed\":0}]\n", channels.run("-json"));
    }

    @Test
    void shouldExplainItself() throws Exception {
        assertTrue(channels.run("--help").startsWith("Usage: netdma:channels [-h] [-json]\n"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netdma.client.ChannelInfo;
import org.netdma.client.DmaClients;
import org.netdma.core.shell.text.Json;
import org.netdma.core.shell.text.Table;
import picocli.CommandLine.Command;

/** Lists the allocated channels. */
@Command(name = "netdma:channels", description = "Lists the allocated DMA channels of all clients.",
        sortOptions = false)
final class ChannelsCommand extends ShellCommand {

    private final DmaClients clients;

    ChannelsCommand(DmaClients clients) {
        this.clients = clients;
    }

    @Override
    void run(ShellContext context) {
        List<ChannelInfo> channels = clients.channels();
        if (json()) {
            context.out().println(Json.lines(channels.stream().map(ChannelsCommand::fields).toList()));
        } else if (channels.isEmpty()) {
            context.out().println(
                    "no channel is allocated: a client has one only while it copies, as netdma:copy does");
        } else {
            context.out().print(table(channels));
        }
    }

    private static Table table(List<ChannelInfo> channels) {
        Table table = new Table(">Provider", ">Channel", "Client", "State", ">CPU", ">Priority", ">Ring",
                ">Submitted", ">Completed", ">Failed");
        for (ChannelInfo channel : channels) {
            table.add(channel.provider(), channel.number(), channel.client(), channel.state(), channel.cpu(),
                    priority(channel), channel.ringCapacity(), channel.submitted(), channel.completed(),
                    channel.failed());
        }
        return table;
    }

    /** {@return the priority granted, and the one requested if that is another: {@code 3 of 9}} */
    private static String priority(ChannelInfo channel) {
        return channel.priority() == channel.requestedPriority() ? Integer.toString(channel.priority())
                : channel.priority() + " of " + channel.requestedPriority();
    }

    private static Map<String, Object> fields(ChannelInfo channel) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("provider", channel.provider());
        fields.put("channel", channel.number());
        fields.put("client", channel.client());
        fields.put("state", channel.state());
        fields.put("cpu", channel.cpu());
        fields.put("priority", channel.priority());
        fields.put("requestedPriority", channel.requestedPriority());
        fields.put("ringCapacity", channel.ringCapacity());
        fields.put("submitted", channel.submitted());
        fields.put("completed", channel.completed());
        fields.put("failed", channel.failed());
        return fields;
    }
}

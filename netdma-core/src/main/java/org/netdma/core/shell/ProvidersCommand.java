// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;
import org.netdma.core.shell.text.Json;
import org.netdma.core.shell.text.Table;
import org.netdma.core.shell.text.Units;
import picocli.CommandLine.Command;

/** Lists the registered providers. */
@Command(name = "netdma:providers", description = "Lists the registered DMA providers: what can copy memory now.",
        sortOptions = false)
final class ProvidersCommand extends ShellCommand {

    /** Why nothing can be copied, and what to do about it. */
    static final String NONE = "no DMA provider is registered, so nothing can be copied: put the jar of a provider "
            + "bundle into the folder providers/; pnp:devices shows devices with problems";

    private final DmaClients clients;

    ProvidersCommand(DmaClients clients) {
        this.clients = clients;
    }

    @Override
    void run(ShellContext context) {
        List<ProviderInfo> providers = clients.providers();
        if (json()) {
            context.out().println(Json.lines(providers.stream().map(ProvidersCommand::fields).toList()));
        } else if (providers.isEmpty()) {
            context.out().println(NONE);
        } else {
            context.out().print(table(providers));
            if (providers.stream().noneMatch(provider -> provider.state() == ProviderState.STARTED)) {
                context.out().println(ProviderChoice.noneStarted(providers));
            }
        }
    }

    private static Table table(List<ProviderInfo> providers) {
        Table table = new Table(">No", "Name", "NetDMA", "Hardware", "State", ">Channels", ">Max transfer", "Device");
        for (ProviderInfo provider : providers) {
            boolean attributesKnown = provider.channels() > 0;
            table.add(provider.number(),
                    provider.friendlyName().isEmpty() ? "-" : provider.friendlyName(),
                    provider.version(),
                    attributesKnown ? "%04X %s".formatted(provider.vendorId(), provider.hwVersion()) : "-",
                    provider.state(),
                    attributesKnown ? provider.channelsInUse() + "/" + provider.channels()
                            : "0/" + provider.maxChannels(),
                    attributesKnown ? Units.size(provider.maximumTransferSize()) : "-",
                    provider.instanceId());
        }
        return table;
    }

    private static Map<String, Object> fields(ProviderInfo provider) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", provider.number());
        fields.put("name", provider.friendlyName());
        fields.put("device", provider.instanceId());
        fields.put("version", provider.version());
        fields.put("state", provider.state());
        fields.put("flags", provider.flags().stream().map(Enum::name).sorted().toList());
        fields.put("maxChannels", provider.maxChannels());
        fields.put("channels", provider.channels());
        fields.put("channelsInUse", provider.channelsInUse());
        fields.put("maxTransferSize", provider.maximumTransferSize());
        // 64 bits, unsigned: more than a number of JSON holds safely.
        fields.put("maxAddress", "0x%X".formatted(provider.maximumAddressSpace()));
        fields.put("vendorId", "0x%04X".formatted(provider.vendorId()));
        fields.put("hwVersion", provider.hwVersion());
        return fields;
    }
}

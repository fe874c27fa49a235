// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.util.List;
import java.util.stream.Collectors;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;
import picocli.CommandLine.Option;

/** The option that picks a provider. */
final class ProviderChoice {

    @Option(names = {"-p", "--provider"}, paramLabel = "PROVIDER", description = "Number or device of the provider to "
            + "use, as netdma:providers lists it; default: the started one with the most free channels.")
    private String wanted = "";

    /**
     * {@return a request for a channel of the chosen provider}
     *
     * @param clients knows what is registered
     * @throws CommandFailure when there is none to choose, or none of that name
     */
    ChannelRequest request(DmaClients clients) throws CommandFailure {
        List<ProviderInfo> providers = clients.providers();
        if (providers.isEmpty()) {
            throw new CommandFailure(ProvidersCommand.NONE);
        }
        if (wanted.isEmpty()) {
            if (providers.stream().noneMatch(provider -> provider.state() == ProviderState.STARTED)) {
                throw new CommandFailure(noneStarted(providers));
            }
            return ChannelRequest.DEFAULT;
        }
        ProviderInfo chosen = providers.stream().filter(this::isWanted).findFirst()
                .orElseThrow(() -> new CommandFailure("no provider '%s': expected the number or device of one of %s"
                        .formatted(wanted, names(providers))));
        if (chosen.state() == ProviderState.POWERED_DOWN) {
            throw new CommandFailure(asleep(chosen));
        }
        if (chosen.state() != ProviderState.STARTED) {
            throw new CommandFailure("provider %d is %s: expected one that is STARTED; pnp:device %s says more"
                    .formatted(chosen.number(), chosen.state(), typeable(chosen.instanceId())));
        }
        return ChannelRequest.DEFAULT.withProvider(Long.toString(chosen.number()));
    }

    /** {@return why nothing can be copied while no provider is started, and what to do about it} */
    static String noneStarted(List<ProviderInfo> providers) {
        return "no provider is started, so nothing can be copied: " + providers.stream()
                .filter(provider -> provider.state() == ProviderState.POWERED_DOWN).findFirst()
                .map(ProviderChoice::asleep).orElse("pnp:devices says why");
    }

    private static String asleep(ProviderInfo provider) {
        return "provider %d is powered down [PWR-1]: 'pnp:power %s d0' wakes it"
                .formatted(provider.number(), typeable(provider.instanceId()));
    }

    /** Gogo takes unquoted backslashes away, so an instance id is recognized with slashes, and without either. */
    private boolean isWanted(ProviderInfo provider) {
        return Long.toString(provider.number()).equals(wanted)
                || bare(provider.instanceId()).equalsIgnoreCase(bare(wanted));
    }

    private static String bare(String instanceId) {
        return typeable(instanceId).replace("/", "");
    }

    /** {@return the instance id as it can be typed without quotes} */
    private static String typeable(String instanceId) {
        return instanceId.replace('\\', '/');
    }

    private static String names(List<ProviderInfo> providers) {
        return providers.stream().map(provider -> provider.number() + " (" + typeable(provider.instanceId()) + ")")
                .collect(Collectors.joining(", "));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/**
 * NetDMA at work, without shell and providers: {@code @InFelix(NetDmaOptions.class)}. A test installs driver bundles
 * while it runs, or has them installed by options of its own.
 */
public final class NetDmaOptions implements ContainerOptions {

    /** What every container of NetDMA stands on: Declarative Services, configurations, the API. */
    static final List<String> BASE = List.of("org.osgi.util.function", "org.osgi.util.promise",
            "org.osgi.service.component", "org.apache.felix.scr", "org.apache.felix.configadmin", "netdma-api");

    @Override
    public List<Option> options() {
        return ClassPathBundles.options(Stream.concat(BASE.stream(), Stream.of("netdma-core", "pnp-manager")).toList());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/**
 * The conformance kit in a container: {@code @InFelix(ConformanceOptions.class)} on a
 * {@link org.netdma.tck.ProviderConformance}. NetDMA itself is not in it: the kit's bench takes its place.
 */
public final class ConformanceOptions implements ContainerOptions {

    @Override
    public List<Option> options() {
        return ClassPathBundles.options(Stream.concat(NetDmaOptions.BASE.stream(), Stream.of("netdma-tck")).toList());
    }
}

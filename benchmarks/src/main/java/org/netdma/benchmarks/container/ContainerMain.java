// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process of a contender in the container; {@link MeasuringComponent} does the work, inside. */
public final class ContainerMain {

    private ContainerMain() {
    }

    /**
     * Serves samples of one NetDMA contender on standard input and output.
     *
     * @param args folder of the container, name of the contender, then parameters of the reference provider, name=value
     * @throws Exception when the container does not start
     */
    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            throw new IllegalArgumentException("expected CONTAINER-FOLDER CONTENDER [NAME=VALUE ...]");
        }
        try (Container container = new Container(Path.of(args[0]))) {
            container.property(MeasuringComponent.CONTENDER, args[1]);
            List<String> names = new ArrayList<>();
            for (String parameter : List.of(args).subList(2, args.length)) {
                String[] pair = parameter.split("=", 2);
                names.add(pair[0]);
                container.property(ProviderParameters.PREFIX + pair[0], pair[1]);
            }
            container.property(ProviderParameters.NAMES, String.join(",", names));
            container.start();
            container.waitForStop();
        }
    }
}

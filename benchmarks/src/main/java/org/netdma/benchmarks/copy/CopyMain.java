// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

import java.io.IOException;

/** The process of a contender that needs no container. */
public final class CopyMain {

    private CopyMain() {
    }

    /**
     * Serves samples of one contender on standard input and output.
     *
     * @param args name of the contender
     * @throws IOException when the input fails
     */
    public static void main(String[] args) throws IOException {
        String name = args.length == 1 ? args[0] : "";
        CopyPort.Factory factory = switch (name) {
            case "inline" -> (walk, request) -> new InlinePort(walk);
            case "disruptor" -> (walk, request) -> new DisruptorPort(walk);
            case "executor" -> (walk, request) -> new ExecutorPort(walk);
            default -> throw new IllegalArgumentException("expected inline, disruptor or executor");
        };
        new SampleServer(name, factory).serve(System.in, System.out);
    }
}

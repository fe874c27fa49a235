// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the contenders written in C with the machine's own compiler and libraries. */
final class NativePrograms {

    private static final List<String> COMPILER = List.of("gcc", "-std=gnu11", "-O3", "-Wall", "-Wextra");
    /** No huge pages and no devices: what any user can start. The engine's thread gets the other processor. */
    private static final List<String> DPDK_ARGUMENTS = List.of("--no-huge", "--no-pci", "-m", "512", "--iova-mode=va",
            "--vdev=dma_skeleton", "-l", "0", "--log-level=error");

    private final Path sources;
    private final Path output;

    /**
     * @param sources folder of the C files
     * @param output  folder for the programs
     */
    NativePrograms(Path sources, Path output) {
        this.sources = sources;
        this.output = output;
    }

    /** {@return the command of the memcpy contender, if it can be built here} */
    Optional<List<String>> memcpy() {
        return build("memcpy", List.of(), List.of());
    }

    /** {@return the command of the DPDK contender, if it can be built here} */
    Optional<List<String>> dmadev() {
        Optional<List<String>> flags = packageConfig("--cflags");
        Optional<List<String>> libraries = packageConfig("--libs");
        if (flags.isEmpty() || libraries.isEmpty()) {
            System.err.println("DPDK is left out: its libraries are not here. Debian: apt-get install dpdk libdpdk-dev");
            return Optional.empty();
        }
        return build("dmadev", flags.get(), libraries.get()).map(command -> {
            List<String> all = new ArrayList<>(command);
            all.addAll(DPDK_ARGUMENTS);
            return all;
        });
    }

    private Optional<List<String>> build(String name, List<String> flags, List<String> libraries) {
        Path program = output.resolve(name);
        List<String> command = new ArrayList<>(COMPILER);
        command.addAll(flags);
        command.addAll(List.of("-march=native", "-DALLOW_EXPERIMENTAL_API", "-o", program.toString(),
                sources.resolve(name + ".c").toString(), sources.resolve("sample.c").toString()));
        command.addAll(libraries);
        try {
            Files.createDirectories(output);
            run(command);
            return Optional.of(List.of(program.toString()));
        } catch (IOException e) {
            System.err.println(name + " is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<List<String>> packageConfig(String what) {
        try {
            return Optional.of(List.of(run(List.of("pkg-config", what, "libdpdk")).strip().split("\\s+")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String messages = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command.get(0) + " failed: " + messages);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command.get(0) + " was interrupted", e);
        }
        return messages;
    }
}

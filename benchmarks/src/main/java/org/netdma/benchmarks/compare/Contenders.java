// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.netdma.benchmarks.container.ContainerMain;
import org.netdma.benchmarks.copy.CopyMain;
import org.netdma.benchmarks.copy.Request.Command;

/** All contenders that this machine can run. */
final class Contenders {

    static final String POLLED = "netdma";
    static final String EACH = "netdma-each";
    static final String LATENCY = "netdma-latency";
    static final String FUTURE = "netdma-future";
    static final String CALLBACK = "netdma-callback";
    static final String DPDK = "dpdk";
    static final String DISRUPTOR = "disruptor";
    static final String EXECUTOR = "executor";
    static final String INLINE = "inline";
    static final String MEMCPY = "memcpy";

    private static final Set<Command> ALL = EnumSet.allOf(Command.class);
    private static final Set<Command> ON_CALLERS_THREAD = EnumSet.of(Command.SUSTAINED, Command.SUBMITTER);
    private static final Set<Command> ONE_BY_ONE = EnumSet.of(Command.ROUNDTRIP, Command.WAKE, Command.IDLE);
    private static final List<Integer> ONE = List.of(1);
    private static final List<Integer> ONE_AND_32 = List.of(1, 32);

    private final Path home;
    private final NativePrograms programs;

    /**
     * @param home     the module's target folder
     * @param programs builds contenders written in C
     */
    Contenders(Path home, NativePrograms programs) {
        this.home = home;
        this.programs = programs;
    }

    /** {@return those that can run here; the others are named on standard error, with the reason} */
    List<Contender> available() {
        List<Contender> list = new ArrayList<>();
        list.add(new Contender(POLLED, "NetDMA", container("polled"), ONE_AND_32, ALL));
        list.add(new Contender(EACH, "NetDMA, completion per descriptor", container("each"), List.of(32),
                EnumSet.of(Command.SUSTAINED, Command.SUBMITTER)));
        list.add(new Contender(LATENCY, "NetDMA, latency policy", container("polled", "idlePolicy=latency"), ONE,
                ONE_BY_ONE));
        list.add(new Contender(FUTURE, "NetDMA, future", container("future"), ONE, ALL));
        list.add(new Contender(CALLBACK, "NetDMA, callback", container("callback"), ONE, ALL));
        programs.dmadev().map(command -> new Contender(DPDK, "DPDK dma_skeleton", command, ONE_AND_32, ALL))
                .ifPresent(list::add);
        list.add(new Contender(DISRUPTOR, "LMAX Disruptor", java("disruptor"), ONE_AND_32, ALL));
        list.add(new Contender(EXECUTOR, "executor + CompletableFuture", java("executor"), ONE, ALL));
        list.add(new Contender(INLINE, "inline bulk put", java("inline"), ONE, ON_CALLERS_THREAD));
        programs.memcpy().map(command -> new Contender(MEMCPY, "C memcpy", command, ONE, ON_CALLERS_THREAD))
                .ifPresent(list::add);
        return list;
    }

    /** {@return NetDMA alone, polled, for what only it is measured in} */
    Contender netDma(String... parameters) {
        return new Contender(POLLED, "NetDMA", container("polled", parameters), List.of(32), ALL);
    }

    private List<String> java(String contender) {
        List<String> command = jvm();
        command.addAll(List.of(CopyMain.class.getName(), contender));
        return command;
    }

    private List<String> container(String contender, String... parameters) {
        List<String> command = jvm();
        command.addAll(List.of(ContainerMain.class.getName(), home.resolve("container").toString(), contender));
        command.addAll(List.of(parameters));
        return command;
    }

    /** The same virtual machine for all, with its defaults. */
    private List<String> jvm() {
        String executable = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = ownJar() + File.pathSeparator + home.resolve("lib") + File.separator + "*";
        return new ArrayList<>(List.of(executable, "-cp", classPath));
    }

    private static Path ownJar() {
        try {
            return Path.of(Contenders.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("where is this class from?", e);
        }
    }
}

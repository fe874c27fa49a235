// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the running distribution can be reached by: nothing but its standard input and its folders. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class OpenPortsIT {

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    /** Where a line of {@code /proc/net/tcp} has the socket's number. */
    private static final int NUMBER = 9;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("the distribution opens no port")
    void shouldOpenNoPort() throws Exception {
        try (NetDmaProcess netdma = NetDmaProcess.start(folder)) {
            netdma.ask("netdma:providers"); // it is up
            assertEquals(List.of(), ports(netdma.pid()));
            netdma.endInput();
            netdma.awaitEnd();
        }
    }

    @Test
    @DisplayName("a port that is open is found")
    void shouldFindOpenPorts() throws IOException {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertFalse(ports(ProcessHandle.current().pid()).isEmpty(), port.toString());
        }
    }

    /** {@return the lines of TCP and UDP sockets, listening or not, that a process has} */
    private static List<String> ports(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> sockets = sockets(process.resolve("fd"));
        List<String> ports = new ArrayList<>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            Path table = process.resolve("net").resolve(protocol);
            if (Files.exists(table)) {
                Files.readAllLines(table).stream().skip(1)
                        .filter(line -> sockets.contains(line.trim().split("\\s+")[NUMBER]))
                        .forEach(line -> ports.add(protocol + " " + line));
            }
        }
        return ports;
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> numbers = new HashSet<>();
        try (Stream<Path> links = Files.list(descriptors)) {
            for (Path link : links.toList()) {
                Matcher socket = SOCKET.matcher(target(link));
                if (socket.matches()) {
                    numbers.add(socket.group(1));
                }
            }
        }
        return numbers;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed since it was listed
        }
    }
}

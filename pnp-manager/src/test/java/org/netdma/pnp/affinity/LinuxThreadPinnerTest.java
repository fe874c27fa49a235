// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.netdma.pnp.interrupt.ThreadPinner;

class LinuxThreadPinnerTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("a pinned thread may run on one CPU only, as the system itself tells; the others stay free")
    void shouldPinTheCallingThread() throws InterruptedException, ExecutionException, TimeoutException {
        ThreadPinner pinner = LinuxThreadPinner.find();
        String before = allowed();
        for (int cpu = 0; cpu < Runtime.getRuntime().availableProcessors(); cpu++) {
            String pinned = onItsOwnThread(pinner, cpu);
            assertTrue(pinned.matches("true Cpus_allowed_list:\\s+\\d+"), pinned);
        }
        assertEquals(before, allowed());
    }

    private static String onItsOwnThread(ThreadPinner pinner, int cpu)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<String> told = new CompletableFuture<>();
        new Thread(() -> told.complete(pinner.pin(cpu) + " " + allowed())).start();
        return told.get(60, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("a CPU that is not there pins nothing")
    void shouldNotPinToACpuThatIsNotThere() {
        String before = allowed();
        assertFalse(LinuxThreadPinner.find().pin(1023));
        assertEquals(before, allowed());
    }

    private static String allowed() {
        try {
            return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                    .filter(line -> line.startsWith("Cpus_allowed_list")).findFirst().orElse("");
        } catch (IOException notLinux) {
            return "";
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.tck.exam.Service;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.ProblemCode;
import org.osgi.framework.BundleContext;

/** An engine whose thread ends: a handler of somebody's logs, which runs on it, throws an error. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class BrokenEngineIT {

    private static final int SIZE = 4096;
    private static final long LIMIT_SECONDS = 60;
    private static final String INSTANCE = "ROOT\\NETDMA_REFERENCE\\0000";

    /** Kept: the log manager does not. */
    private final Logger engineLog = Logger.getLogger("org.netdma.provider.reference.hw.DescriptorWalker");
    private final Handler failing = new Handler() {
        @Override
        public void publish(LogRecord line) {
            throw new StackOverflowError("the test's log handler");
        }

        @Override
        public void flush() {
            // keeps nothing
        }

        @Override
        public void close() {
            // holds nothing
        }
    };

    private Machine machine;

    @BeforeEach
    void start(BundleContext context) throws Exception {
        machine = new Machine(context);
        machine.installAndStart(ProviderBundle.REFERENCE.jar());
        machine.awaitProvider(INSTANCE);
        failing.setLevel(Level.ALL);
        engineLog.setLevel(Level.FINE);
        engineLog.addHandler(failing);
    }

    @AfterEach
    void stop() throws Exception {
        makeLogsWork();
        machine.uninstallDrivers();
        assertEquals(0, machine.memory().usage().regions());
    }

    private void makeLogsWork() {
        engineLog.removeHandler(failing);
        engineLog.setLevel(null);
    }

    private static Throwable failureOf(CompletionStage<Void> copy) {
        return assertThrows(ExecutionException.class,
                () -> copy.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS)).getCause();
    }

    @Test
    @DisplayName("[MEM-13] has problem 43 with its cause, its clients are told at once, and a restart mends it")
    void shouldFailItsDeviceVisibly(@Service DmaClients clients, @Service PhysicalMemory memory,
            @TempDir Path folder) throws Exception {
        try (DmaClient client = clients.register("breaks it");
                DmaClient bystander = clients.register("stands by");
                DmaChannel channel = client.allocateChannel();
                MemoryRegion destination = memory.allocate(SIZE);
                MemoryRegion source = memory.allocate(SIZE)) {
            DmaChannel other = bystander.allocateChannel();
            other.copy(source, 0, destination, 0, SIZE);
            try (MemoryRegion file = cutOff(memory, folder.resolve("cut"))) {
                assertInstanceOf(NetDmaException.class,
                        failureOf(channel.copyAsync(file, 0, destination, 0, SIZE)));
            }

            DeviceInfo device = machine.awaitProblem(INSTANCE, ProblemCode.FAILED_POST_START);
            assertTrue(device.problemText().contains("its engine broke")
                    && device.problemText().contains("the test's log handler"), device::problemText);
            assertInstanceOf(NetDmaException.class, failureOf(other.copyAsync(source, 0, destination, 0, SIZE)));

            makeLogsWork();
            machine.pnp().restart(INSTANCE);
            machine.awaitProvider(INSTANCE);
            try (DmaChannel again = bystander.allocateChannel()) {
                again.copy(source, 0, destination, 0, SIZE);
            }
        }
    }

    private static MemoryRegion cutOff(PhysicalMemory memory, Path path) throws Exception {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemoryRegion region = memory.map(file, MapMode.READ_WRITE, 0, SIZE);
            file.truncate(0);
            return region;
        }
    }
}

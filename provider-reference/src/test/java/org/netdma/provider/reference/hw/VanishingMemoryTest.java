// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.DESTINATION;
import static org.netdma.provider.reference.hw.EngineFixture.NOWHERE;
import static org.netdma.provider.reference.hw.EngineFixture.SOURCE;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.TransferStatus;

/**
 * {@code -Dnetdma.truncated.copies=10000} runs so many instead of {@value #COPIES}, and as many again in an interpreted
 * JVM.
 */
@DisplayName("memory that vanishes under the engine")
@Timeout(600)
class VanishingMemoryTest {

    private static final int COPIES = 300;
    private static final int PAGE = 4096;

    @TempDir
    Path folder;

    private static String copies() {
        return Integer.getInteger("netdma.truncated.copies", COPIES).toString();
    }

    @Test
    @DisplayName("[MEM-8] [MEM-10] no copy of a file that was cut off is said done, and only its own channel halts")
    void shouldNotSayDoneWhatIsNotThere() throws IOException {
        try (TruncatedCopies truncated = new TruncatedCopies(folder, null, 1)) {
            truncated.run(Integer.parseInt(copies()));
        }
    }

    @Test
    @DisplayName("[MEM-8] [MEM-10] nor on a disk that is really full")
    void shouldNotSayDoneWhatFoundNoRoom() throws IOException, InterruptedException {
        Path full = Files.createDirectory(folder.resolve("full"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + 2 * PAGE, "tmpfs", full.toString()).isEmpty(),
                "not root, or no tmpfs: a full disk cannot be made");
        try (TruncatedCopies truncated = new TruncatedCopies(folder, full, 2)) {
            Files.write(full.resolve("filler"), new byte[2 * PAGE]);
            truncated.run(Integer.parseInt(copies()));
        } finally {
            run("umount", "--lazy", full.toString());
        }
    }

    @Test
    @DisplayName("[MEM-8] nor where the JVM interprets")
    void shouldNotSayDoneWhereInterpreted() throws IOException, InterruptedException {
        String output = run(ProcessHandle.current().info().command().orElseThrow(), "-Xint", "-Xmx64m", "-cp",
                System.getProperty("java.class.path"), TruncatedCopies.class.getName(), copies(), folder.toString());
        assertTrue(output.contains(copies() + " copies failed as they should"), output);
    }

    /** {@return what it said} */
    private static String run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            return process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0 ? output : "failed: " + output;
        } catch (IOException e) {
            return "failed: " + e;
        }
    }

    private MappedByteBuffer cutOff(int size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("cut").toFile(), "rw")) {
            MappedByteBuffer mapped = file.getChannel().map(MapMode.READ_WRITE, 0, size);
            file.setLength(0);
            return mapped;
        }
    }

    @Test
    @DisplayName("a completion word on a page that is gone halts its channel; the interrupt and CHAN_STATUS tell")
    void shouldHaltWithoutItsCompletionWord() throws IOException {
        EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);
        fixture.memory.mapFile(NOWHERE, cutOff(PAGE));
        fixture.channel().enable(NOWHERE);
        fixture.copy(0, 0, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();

        assertEquals(FaultCode.COMPLETION_ADDRESS, fixture.channel().error());
        assertEquals(word(0, TransferStatus.HALTED), fixture.channel().status());
        assertEquals(List.of(0), fixture.interrupts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2.0"})
    @DisplayName("descriptors on a page that is gone are not believed")
    void shouldHaltWithoutItsDescriptors(String version) throws IOException {
        EngineFixture fixture = new EngineFixture("1.0".equals(version) ? NetDmaVersion.V1_0 : NetDmaVersion.V2_0);
        fixture.memory.mapFile(NOWHERE, cutOff(PAGE));
        fixture.channel().startDma(NOWHERE, 4);
        fixture.run();

        assertEquals(FaultCode.MEMORY, fixture.channel().error());
        assertEquals(NOWHERE, fixture.channel().faultAddress());
        assertEquals(TransferStatus.HALTED.code(), fixture.word());
    }

    @Test
    @DisplayName("mapped files that are whole are copied, small ones in a row too, also across the end of a window")
    void shouldCopyMappedFiles() throws IOException {
        EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("whole").toFile(), "rw")) {
            MappedByteBuffer mapped = file.getChannel().map(MapMode.READ_WRITE, 0, PAGE);
            mapped.put(0, fixture.source.read(0, PAGE));
            fixture.memory.mapFile(NOWHERE, mapped);
            fixture.memory.map(NOWHERE + PAGE, PAGE).filled(1);
            for (int n = 0; n < 8; n++) {
                fixture.write(n, 64, 0, NOWHERE + n * 64L, DESTINATION + n * 64L, slot(n + 1));
            }
            fixture.write(8, 128, 0, NOWHERE + PAGE - 64, DESTINATION + PAGE - 64, slot(9));
            fixture.write(9, 64, STATUS_UPDATE_ON_COMPLETION, SOURCE + 512, NOWHERE, slot(10));
            fixture.channel().startDma(slot(0), 10);
            fixture.run();

            assertEquals(word(9, TransferStatus.IDLE), fixture.word());
            fixture.assertCopied(0, 512);
            fixture.assertCopied(PAGE - 64, 64);
            ByteBuffer written = mapped.slice(0, 64);
            assertEquals(fixture.source.bytes().slice(512, 64), written);
        }
    }
}

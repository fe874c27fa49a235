// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.NetDmaException;
import org.netdma.core.verifier.CoreVerifier;
import org.netdma.core.verifier.VerifierSettings;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;
import org.netdma.wdm.NtStatus;

class BundleMemoryTest {

    /** An engine that does not move. */
    private static final long STILL = 7;

    private final AtomicInteger busyLooks = new AtomicInteger();
    private final AddressSpace space = new AddressSpace();
    private final BundleMemory memory = new BundleMemory(
            new SystemMemory(space, id -> busyLooks.getAndDecrement() > 0 ? STILL : InFlightCopies.NONE, () -> Duration.ofMillis(100)), "test",
            new CoreVerifier(VerifierSettings.DEFAULT).client("test"));

    @TempDir
    private Path folder;

    @Test
    @DisplayName("allocated memory is zeroed, page aligned and counted")
    void shouldAllocate() throws NetDmaException {
        try (MemoryRegion region = memory.allocate(5000)) {
            assertEquals(0, region.physicalAddress() & 4095);
            assertEquals(5000, region.size());
            assertTrue(region.isWritable());
            assertEquals(ByteOrder.LITTLE_ENDIAN, region.buffer().order());
            assertEquals(5000, region.buffer().remaining());
            assertEquals(-1, region.buffer().mismatch(ByteBuffer.allocate(5000)));
            region.buffer().put(17, (byte) 5);
            assertEquals(5, space.window(region.physicalAddress() + 17).bytes().get(17));
            region.force();
            assertOpen(1, 5000);
        }
        assertOpen(0, 0);
    }

    @Test
    @DisplayName("sizes out of range are refused")
    void shouldRefuseSizes() {
        assertStatus(NtStatus.INVALID_PARAMETER, () -> memory.allocate(0));
        assertStatus(NtStatus.INVALID_PARAMETER, () -> memory.allocate(-1));
        assertStatus(NtStatus.INVALID_PARAMETER, () -> memory.allocate(PhysicalMemory.MAXIMUM_REGION_SIZE + 1));
        assertOpen(0, 0);
        String message = assertThrows(NetDmaException.class, () -> memory.allocate(3_000_000_000L)).getMessage();
        assertTrue(message.contains("3000000000 bytes are no size for a region: 1 to 2147479551"), message);
    }

    @Test
    @DisplayName("a wrapped buffer is reached from its position to its limit")
    void shouldWrap() throws NetDmaException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(100).position(10).limit(20);
        MemoryRegion region = memory.wrap(buffer);
        assertEquals(10, region.size());
        region.buffer().put(0, (byte) 9);
        assertEquals(9, buffer.get(10));
        assertEquals(10, buffer.position());
        MemoryRegion readOnly = memory.wrap(buffer.asReadOnlyBuffer());
        assertFalse(readOnly.isWritable());
        assertThrows(ReadOnlyBufferException.class, () -> readOnly.buffer().put(0, (byte) 1));
        assertStatus(NtStatus.INVALID_PARAMETER, () -> memory.wrap(ByteBuffer.allocate(10)));
        assertStatus(NtStatus.INVALID_PARAMETER, () -> memory.wrap(buffer.limit(10)));
        assertStatus(NtStatus.INVALID_PARAMETER, () -> memory.wrap(null));
    }

    @Test
    @DisplayName("a file is mapped from any position, grows when it may, and gets what is written")
    void shouldMapAFile() throws Exception {
        Path path = Files.write(folder.resolve("file"), new byte[] {1, 2, 3, 4, 5});
        MemoryRegion region;
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            region = memory.map(file, MapMode.READ_WRITE, 3, 4);
        }
        assertEquals(3, region.physicalAddress() & 4095);
        assertEquals(4, region.buffer().get(0));
        region.buffer().put(3, (byte) 7);
        region.force();
        region.close();
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 0, 7}, Files.readAllBytes(path));
    }

    @Test
    @DisplayName("what cannot be mapped is refused by its reason")
    void shouldRefuseToMap() throws Exception {
        Path path = Files.write(folder.resolve("file"), new byte[] {1, 2, 3, 4, 5});
        try (FileChannel reading = FileChannel.open(path);
                FileChannel writing = FileChannel.open(path, StandardOpenOption.WRITE)) {
            assertFalse(memory.map(reading, MapMode.READ_ONLY, 0, 5).isWritable());
            assertStatus(NtStatus.INVALID_PARAMETER, () -> memory.map(reading, MapMode.READ_ONLY, 0, 6));
            assertStatus(NtStatus.INVALID_PARAMETER, () -> memory.map(reading, MapMode.READ_ONLY, -1, 1));
            assertStatus(NtStatus.INVALID_PARAMETER, () -> memory.map(reading, MapMode.READ_ONLY, 0, 0));
            assertStatus(NtStatus.INVALID_PARAMETER,
                    () -> memory.map(reading, MapMode.READ_ONLY, Long.MAX_VALUE, 1));
            assertStatus(NtStatus.ACCESS_DENIED, () -> memory.map(reading, MapMode.READ_WRITE, 0, 5));
            assertStatus(NtStatus.ACCESS_DENIED, () -> memory.map(writing, MapMode.READ_ONLY, 0, 5));
            reading.close();
            assertStatus(NtStatus.UNSUCCESSFUL, () -> memory.map(reading, MapMode.READ_ONLY, 0, 5));
        }
    }

    @Test
    @DisplayName("[REG-4] a closed region has no address, no buffer, and closes once")
    void shouldClose() throws NetDmaException {
        MemoryRegion region = memory.allocate(64);
        ByteBuffer view = region.buffer();
        region.close();
        region.close();
        assertFalse(region.isOpen());
        assertEquals(0, space.window(region.physicalAddress()).length());
        assertStatus(NtStatus.INVALID_HANDLE, region::buffer);
        assertStatus(NtStatus.INVALID_HANDLE, region::force);
        view.put(0, (byte) 1); // too small for an arena, so it is there until it is collected
        assertOpen(0, 0);
    }

    @Test
    @DisplayName("closing waits for copies in flight, and gives up after the limit with the region open")
    void shouldWaitForCopiesInFlight() throws NetDmaException {
        MemoryRegion region = memory.allocate(64);
        busyLooks.set(Integer.MAX_VALUE);
        assertStatus(NtStatus.DEVICE_BUSY, region::close);
        assertTrue(region.isOpen());
        busyLooks.set(3);
        region.close();
        assertFalse(region.isOpen());
        assertEquals(-1, busyLooks.get());
    }

    @Test
    @DisplayName("what a bundle leaves open is closed behind it, even under a copy")
    void shouldCloseWhatIsLeft() throws NetDmaException {
        MemoryRegion region = memory.allocate(64);
        memory.allocate(64);
        busyLooks.set(Integer.MAX_VALUE);
        memory.close();
        assertFalse(region.isOpen());
        assertOpen(0, 0);
        assertStatus(NtStatus.INVALID_HANDLE, () -> memory.allocate(64));
        assertOpen(0, 0);
    }

    private void assertOpen(int regions, long bytes) {
        assertEquals(regions, memory.usage().regions());
        assertEquals(bytes, memory.usage().bytes());
    }

    private static void assertStatus(NtStatus expected, Executable call) {
        assertEquals(expected, assertThrows(NetDmaException.class, call).status());
    }
}

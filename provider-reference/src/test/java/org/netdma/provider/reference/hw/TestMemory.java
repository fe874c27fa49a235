// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;

/** Memory made of windows that a test maps; counts the lookups. */
public final class TestMemory implements BusMemory {

    private static final Window EMPTY = new Window(0, 0, false);

    private final List<Window> windows = new CopyOnWriteArrayList<>();
    private volatile int lookups;
    private volatile long failing = 1; // an address that no test uses

    /** A window over zeroed direct memory, or over a file. */
    public static final class Window implements BusWindow {
        private final long start;
        private final int length;
        private ByteBuffer bytes;
        private final boolean writable;
        private final boolean mapped;
        private volatile boolean open = true;

        Window(long start, MappedByteBuffer file) {
            this.start = start;
            this.length = file.capacity();
            this.bytes = file.order(ByteOrder.LITTLE_ENDIAN);
            this.writable = true;
            this.mapped = true;
        }

        Window(long start, int length, boolean writable) {
            this.start = start;
            this.length = length;
            ByteBuffer raw = ByteBuffer.allocateDirect(length + 128).alignedSlice(64).slice(0, length);
            this.bytes = (writable ? raw : raw.asReadOnlyBuffer()).order(ByteOrder.LITTLE_ENDIAN);
            this.writable = writable;
            this.mapped = false;
        }

        @Override
        public boolean mayVanish() {
            return mapped;
        }

        @Override
        public long start() {
            return start;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public ByteBuffer bytes() {
            return bytes;
        }

        @Override
        public boolean isWritable() {
            return writable;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        /** Takes the bytes from one on away, but not their addresses: to access them throws. */
        public Window cut(int left) {
            bytes = bytes.slice(0, left).order(ByteOrder.LITTLE_ENDIAN);
            return this;
        }

        /** Takes the addresses away. */
        public void close() {
            open = false;
        }

        /** {@return this window, byte n holding {@code n * 7 + salt}} */
        public Window filled(int salt) {
            for (int i = 0; i < length(); i++) {
                bytes.put(i, (byte) (i * 7 + salt));
            }
            return this;
        }

        /** {@return a copy of some bytes} */
        public byte[] read(int offset, int length) {
            byte[] copy = new byte[length];
            bytes.get(offset, copy);
            return copy;
        }
    }

    public Window map(long start, int length) {
        Window window = new Window(start, length, true);
        windows.add(window);
        return window;
    }

    /** Gives a mapped file the address; the window that is taken away before is forgotten. */
    public Window mapFile(long start, MappedByteBuffer file) {
        windows.removeIf(window -> !window.isOpen());
        Window window = new Window(start, file);
        windows.add(window);
        return window;
    }

    public Window mapReadOnly(long start, int length) {
        Window window = new Window(start, length, false);
        windows.add(window);
        return window;
    }

    /** Makes the memory behind one address fail as a truncated mapped file does. */
    public void failAt(long physicalAddress) {
        failing = physicalAddress;
    }

    @Override
    public BusWindow window(long physicalAddress) {
        if (physicalAddress == failing) {
            throw new InternalError("a fault occurred in an unsafe memory access operation (the test's)");
        }
        lookups++; // the engine's thread only
        for (Window window : windows) {
            if (window.holds(physicalAddress, 1)) {
                return window;
            }
        }
        return EMPTY;
    }

    public int lookups() {
        return lookups;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;

/**
 * Copies from and to mapped files whose pages are gone, through an engine with its thread, while another channel of it
 * copies good memory all the time. Throws at the first copy that ends otherwise than it should. Its {@link #main} runs it
 * in a JVM of its own.
 */
final class TruncatedCopies implements AutoCloseable {

    private static final int[] SIZES = {64, 4096, 65536, 1 << 20};
    private static final int[] BAD_IN_BURST = {0, 7, 14, 15};
    private static final int BURST = 16;
    private static final int WHOLE = 2000;
    private static final int LARGEST = 1 << 20;
    private static final long GOOD = 0x4000_0000;
    private static final long TARGET = 0x5000_0000;
    private static final long FILE = 0x6000_0000;
    private static final long BYSTANDER = 0x7000_0000;
    private static final int BYSTANDER_SIZE = 2048;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final byte UNTOUCHED = 0;

    private final Path folder;
    private final Path full;
    private final EngineFixture fixture;
    private final EngineThread thread;
    private final Thread bystander;
    private final AtomicLong good = new AtomicLong();
    private final Random random;
    private volatile boolean over;

    /**
     * @param folder for the files that are cut off
     * @param full   a folder on a disk without room; null for none
     * @param seed   of sizes and ways
     */
    TruncatedCopies(Path folder, Path full, long seed) {
        this.folder = folder;
        this.full = full;
        random = new Random(seed);
        fixture = new EngineFixture(new EngineOptions(NetDmaVersion.V2_0, 2, LARGEST, Long.MAX_VALUE, false,
                IdlePolicy.BALANCED, 0));
        fixture.memory.map(GOOD, LARGEST).filled(5);
        fixture.memory.map(TARGET, BURST * 4096 + LARGEST);
        fixture.memory.map(BYSTANDER, 2 * BYSTANDER_SIZE).filled(9);
        thread = new EngineThread("truncated-copies", fixture.engine, () -> { });
        thread.powerUp();
        bystander = new Thread(this::copyGoodMemory, "bystander");
        bystander.start();
    }

    /** Runs the copies. {@return what was done} */
    String run(int copies) throws IOException {
        copyWholeFiles();
        int bursts = 0;
        int onFullDisk = 0;
        for (int n = 0; n < copies; n++) {
            int size = SIZES[n % SIZES.length];
            boolean read = random.nextBoolean();
            boolean fullDisk = full != null && !read && random.nextBoolean();
            String where = "copy %d of %d bytes, %s a file %s".formatted(n, size, read ? "from" : "to",
                    fullDisk ? "on a full disk" : "that was cut off");
            TestMemory.Window file = fixture.memory.mapFile(FILE, fullDisk ? unbacked(size) : cutOff(size));
            if (size <= 4096 && random.nextInt(4) == 0) {
                burst(size, read, where + ", in a burst");
                bursts++;
            } else {
                alone(size, read, where);
            }
            file.close();
            onFullDisk += fullDisk ? 1 : 0;
            require(bystander.isAlive() && thread.isAlive(), where + ": it ended another channel, or the engine");
        }
        return "%d copies failed as they should, %d of them in bursts, %d on a full disk; %d good ones beside them"
                .formatted(copies, bursts, onFullDisk, good.get());
    }

    /** First copies that succeed: a call that is linked for the first time throws what is late by itself. */
    private void copyWholeFiles() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("whole").toFile(), "rw")) {
            TestMemory.Window whole = fixture.memory.mapFile(FILE, file.getChannel().map(MapMode.READ_WRITE, 0, 4096));
            fixture.write(0, 0, 4096, STATUS_UPDATE_ON_COMPLETION, FILE, TARGET, EngineFixture.slot(1));
            for (int n = 0; n < WHOLE; n++) {
                submit(1, "a copy of a whole file");
                require(fixture.word() == CompletionWord.of(EngineFixture.slot(0), TransferStatus.IDLE),
                        "a copy of a whole file failed");
            }
            whole.close();
        }
    }

    private MappedByteBuffer cutOff(int size) throws IOException {
        Path path = folder.resolve("cut");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            MappedByteBuffer mapped = file.getChannel().map(MapMode.READ_WRITE, 0, size);
            file.setLength(0);
            return mapped;
        }
    }

    private MappedByteBuffer unbacked(int size) throws IOException {
        Path path = full.resolve("hole");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(0); // what an earlier copy got room for after all
            return file.getChannel().map(MapMode.READ_WRITE, 0, size);
        }
    }

    private void alone(int size, boolean read, String where) {
        fixture.write(0, 0, size, STATUS_UPDATE_ON_COMPLETION, read ? FILE : GOOD, read ? TARGET : FILE,
                EngineFixture.slot(1));
        submit(1, where);
        require(fixture.word() == TransferStatus.HALTED.code(), "%s: said done, 0x%X".formatted(where, fixture.word()));
        requireFault(0, where);
    }

    private void burst(int size, boolean read, String where) {
        int firstBad = BAD_IN_BURST[random.nextInt(BAD_IN_BURST.length)];
        TestMemory.Window target = (TestMemory.Window) fixture.memory.window(TARGET);
        for (int n = 0; n < BURST; n++) {
            boolean bad = n >= firstBad && isBad(n);
            target.bytes().put(n * size, UNTOUCHED);
            fixture.write(0, n, size, STATUS_UPDATE_ON_COMPLETION, bad && read ? FILE : GOOD,
                    bad && !read ? FILE : TARGET + (long) n * size, EngineFixture.slot(n + 1));
        }
        submit(BURST, where);
        long last = firstBad == 0 ? 0 : EngineFixture.slot(firstBad - 1);
        require(fixture.word() == CompletionWord.of(last, TransferStatus.HALTED),
                "%s: 0x%X instead of halted behind %d".formatted(where, fixture.word(), firstBad - 1));
        requireFault(firstBad, where);
        for (int n = 0; n < BURST; n++) {
            boolean done = target.bytes().get(n * size) != UNTOUCHED;
            require(n == firstBad || done == n < firstBad, "%s: %d was %s".formatted(where, n, done ? "done" : "not done"));
        }
    }

    private static boolean isBad(int n) {
        for (int bad : BAD_IN_BURST) {
            if (bad == n) {
                return true;
            }
        }
        return false;
    }

    private void submit(int count, String where) {
        fixture.writeWord(0, CompletionWord.ARMED);
        fixture.channel().startDma(EngineFixture.slot(0), count);
        await(() -> CompletionWord.isHalted(fixture.word()) || CompletionWord.status(fixture.word()) == TransferStatus.IDLE, where);
    }

    private void requireFault(int slot, String where) {
        require(fixture.channel().error() == FaultCode.MEMORY, where + ": " + fixture.channel().error());
        require(fixture.channel().faultAddress() == EngineFixture.slot(slot), where + ": another descriptor is blamed");
    }

    private void copyGoodMemory() {
        ChannelRegisters channel = fixture.engine.channel(1);
        long slot = EngineFixture.slot(1, 0);
        fixture.write(1, 0, BYSTANDER_SIZE, STATUS_UPDATE_ON_COMPLETION, BYSTANDER, BYSTANDER + BYSTANDER_SIZE, slot);
        while (!over) {
            fixture.writeWord(1, CompletionWord.ARMED);
            if (good.get() == 0) {
                channel.startDma(slot, 1);
            } else {
                channel.appendDma(1);
            }
            await(() -> fixture.word(1) != CompletionWord.ARMED, "a good copy");
            require(fixture.word(1) == CompletionWord.of(slot, TransferStatus.IDLE),
                    "a good copy of another channel ended with 0x%X".formatted(fixture.word(1)));
            good.incrementAndGet();
        }
    }

    private static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            require(System.nanoTime() - deadline < 0, what + " does not end");
            Thread.yield();
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            bystander.join(LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        require(thread.powerDown(LIMIT), "the engine does not power down");
    }

    /** @param arguments how many copies; a folder; a folder on a full disk, if there is one */
    public static void main(String[] arguments) throws IOException {
        Path full = arguments.length > 2 ? Path.of(arguments[2]) : null;
        try (TruncatedCopies copies = new TruncatedCopies(Files.createDirectories(Path.of(arguments[1])), full, 42)) {
            System.out.println(copies.run(Integer.parseInt(arguments[0])));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.core.channel.PolledCopyTest.assertRefused;
import static org.netdma.core.channel.PolledCopyTest.assertStatus;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelState;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeEngine;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/** What cannot be edited. */
class RefusedEditTest extends EditFixture {

    @Test
    @DisplayName("[XFR-6] only tickets that are submitted and not processed can be cancelled, while suspended")
    void shouldRefuseToCancelOthers() throws NetDmaException {
        FakeEngine engine = open(2);
        enqueue(1, 2);
        channel.submit();
        assertStatus(NtStatus.INVALID_DEVICE_STATE, () -> channel.cancel(2));
        CompletableFuture<Void> stage = channel.copyAsync(source, 3, destination, 3, 1).toCompletableFuture();
        enqueue(4);
        engine.step(1);
        channel.suspend();
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(1)); // processed
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(3)); // of a copy with a stage
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(4)); // not submitted
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(5)); // never handed out
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(0));
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(-7));
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(Long.MAX_VALUE));
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(Long.MIN_VALUE));
        channel.cancel(2);
        channel.resume();
        assertStatus(NtStatus.INVALID_DEVICE_STATE, () -> channel.cancel(2));
        channel.submit();
        engine.drain();
        stage.join();
        assertCopied(1, 3, 4);
        channel.close();
        assertStatus(NtStatus.INVALID_HANDLE, () -> channel.cancel(2));
        assertRefused(Refusal.CHANNEL_CLOSED, channel.insertCopy(source, 0, destination, 0, 1));
    }

    @Test
    @DisplayName("[XFR-6] [XFR-11] what cannot be inserted is refused by name, and changes nothing")
    void shouldRefuseToInsert() throws Exception {
        FakeEngine engine = open(2);
        enqueue(1, 2);
        channel.submit();
        assertRefused(Refusal.NOT_SUSPENDED, channel.insertCopy(source, 0, destination, 0, 1));
        channel.suspend();
        assertRefused(Refusal.INVALID_LENGTH, channel.insertCopy(source, 0, destination, 0, 0));
        assertRefused(Refusal.OUT_OF_REGION, channel.insertCopy(source, 1, destination, 0, SIZE));
        assertRefused(Refusal.FOREIGN_REGION, channel.insertCopy(null, 0, destination, 0, 1));
        MemoryRegion large = core.memory.allocate(1 << 17);
        assertRefused(Refusal.TRANSFER_TOO_LARGE, channel.insertCopy(large, 0, large, 0, (1 << 16) + 1));
        MemoryRegion readOnly = core.memory.wrap(ByteBuffer.allocateDirect(64).asReadOnlyBuffer());
        assertRefused(Refusal.READ_ONLY_DESTINATION, channel.insertCopy(source, 0, readOnly, 0, 1));
        large.close();
        assertRefused(Refusal.REGION_CLOSED, channel.insertCopy(large, 0, destination, 0, 1));
        for (int i = 3; i <= 7; i++) {
            assertEquals(i, channel.insertCopy(source, i, destination, i, 1));
        }
        assertRefused(Refusal.RING_FULL, channel.insertCopy(source, 0, destination, 0, 1));
        channel.resume();
        engine.drain();
        assertEquals(7, channel.poll());
        assertCopied(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    @DisplayName("[XFR-6] a region stays while a suspended chain names it, and closes once its copies are cancelled")
    void shouldKeepRegionsOfASuspendedChain() throws Exception {
        FakeEngine engine = open(2);
        MemoryRegion moved = core.filled(64, 3);
        channel.enqueueCopy(moved, 0, destination, 0, 1);
        channel.submit();
        channel.suspend();
        channel.insertCopy(source, 1, destination, 1, 1);
        assertStatus(NtStatus.DEVICE_BUSY, moved::close);
        channel.cancel(1);
        moved.close();
        channel.resume();
        engine.drain();
        assertEquals(2, channel.poll());
        assertCopied(1);
        MemoryRegion closed = core.memory.allocate(64);
        channel.enqueueCopy(closed, 0, destination, 0, 1);
        closed.close();
        channel.suspend();
        assertRefused(Refusal.REGION_CLOSED, channel.insertCopy(source, 1, destination, 1, 1));
        channel.resume();
        assertRefused(Refusal.REGION_CLOSED, channel.submit());
    }

    @Test
    @DisplayName("[XFR-6] an append that the driver refuses at resume can be repeated, and the edit is kept")
    void shouldRepeatARefusedAppend() throws NetDmaException {
        FakeEngine engine = open(2);
        enqueue(1, 2);
        channel.submit();
        channel.suspend();
        channel.insertCopy(source, 3, destination, 3, 1);
        provider.channel().answer = NtStatus.UNSUCCESSFUL;
        assertStatus(NtStatus.UNSUCCESSFUL, channel::resume);
        assertEquals(ChannelState.ACTIVE, channel.info().state());
        engine.step(2);
        assertCopied(3, 1);
        assertEquals(1, channel.suspend());
        assertStatus(NtStatus.UNSUCCESSFUL, channel::resume);
        provider.channel().answer = NtStatus.SUCCESS;
        assertEquals(3, channel.submit());
        engine.drain();
        assertCopied(3, 1, 2);
        assertEquals(3, channel.poll());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.provider.spi.HaltReason;
import org.netdma.wdm.NtStatus;

@DisplayName("the reason of a halt")
@Timeout(180)
class HaltReasonTest extends ChannelFixture {

    private static final HaltReason FULL = new HaltReason(NtStatus.DISK_FULL, "no space is left for /data/out");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    HaltReasonTest() {
        super(4096);
    }

    private FakeEngine openWith(Optional<HaltReason> reason) throws NetDmaException {
        FakeEngine engine = open(2, FakeChannel.Complete::new, 16);
        provider.channel().reason = reason;
        engine.faultAfter(0);
        return engine;
    }

    private long haltPolled(FakeEngine engine) {
        long ticket = channel.enqueueCopy(source, 0, destination, 0, 64);
        channel.submit();
        channel.poll();
        engine.drain();
        assertEquals(Refusal.HALTED.code(), channel.poll());
        return ticket;
    }

    @Test
    @DisplayName("[MEM-10] that its driver gives reaches failure() and await")
    void shouldReachWhoPolls() throws NetDmaException {
        long ticket = haltPolled(openWith(Optional.of(FULL)));
        assertEquals(new ChannelFailure(ticket, ticket, FULL.status(), FULL.message()),
                channel.failure().orElseThrow());
        NetDmaException failed = assertThrows(NetDmaException.class, () -> channel.await(ticket, LIMIT));
        assertEquals(NtStatus.DISK_FULL, failed.status());
        assertTrue(failed.getMessage().contains(FULL.message()), failed::getMessage);
    }

    @Test
    @DisplayName("[MEM-10] reaches the stage of the copy, once; the next copy's reason is its own")
    void shouldReachTheStage() throws NetDmaException {
        FakeEngine engine = openWith(Optional.of(FULL));
        assertFails(FULL, channel.copyAsync(source, 0, destination, 0, 64), engine);
        HaltReason other = new HaltReason(NtStatus.END_OF_FILE, "the file ends before");
        provider.channel().reason = Optional.of(other);
        engine.faultAfter(0);
        assertFails(other, channel.copyAsync(source, 0, destination, 0, 64), engine);
    }

    private static void assertFails(HaltReason reason, CompletionStage<Void> stage, FakeEngine engine) {
        engine.drain();
        CompletionException failed = assertThrows(CompletionException.class,
                () -> stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join());
        NetDmaException cause = (NetDmaException) failed.getCause();
        assertEquals(reason.status(), cause.status());
        assertTrue(cause.getMessage().contains(reason.message()), cause::getMessage);
    }

    @Test
    @DisplayName("[MEM-10] of a driver that gives none is IO_DEVICE_ERROR; so it is when asking it throws")
    void shouldDoWithoutAReason() throws NetDmaException {
        haltPolled(openWith(Optional.empty()));
        assertEquals(NtStatus.IO_DEVICE_ERROR, channel.failure().orElseThrow().status());
        provider.channel().reason = null;
        assertEquals(NtStatus.IO_DEVICE_ERROR, channel.failure().orElseThrow().status());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.memory.BundleMemory;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;

/** Clients that leave or lose what they have, and what the verifier sees of it. */
class LeakingClientsTest extends WatchedClientFixture {

    @Test
    @DisplayName("a client that closes a region under a copy that does not end")
    void shouldSeeARegionFreedUnderATransfer() throws NetDmaException {
        FakeProvider patient = FakeProvider.minimal();
        DmaChannel channel = core.channelOf(patient, 8);
        submit(channel, source, destination);
        assertEquals(NtStatus.DEVICE_BUSY, assertThrows(NetDmaException.class, source::close).status());
        verifying.assertSeen(VerifierRule.REGION_FREED_UNDER_TRANSFER, CLIENT, "MemoryRegion.close");
        patient.channel().engine.drain();
        channel.poll();
    }

    @Test
    @DisplayName("a client whose bundle goes and leaves a region under a copy that does not end")
    void shouldSeeARegionLeftUnderATransfer() throws NetDmaException {
        BundleMemory other = core.whole.memoryFor("other");
        MemoryRegion left = other.allocate(SIZE);
        FakeProvider patient = FakeProvider.minimal();
        DmaChannel channel = core.channelOf(patient, 8);
        submit(channel, source, left);
        other.close();
        verifying.assertSeen(VerifierRule.REGION_FREED_UNDER_TRANSFER, "other", "release of PhysicalMemory");
        patient.channel().engine.drain();
        channel.poll();
    }

    @Test
    @DisplayName("[STO-3] a client that loses its channel without closing it, with the stack of its allocation")
    void shouldSeeALostChannel() throws NetDmaException {
        provider.register(core.netDma, "0000");
        provider.start();
        core.client.allocateChannel(); // and forgotten
        Interface.await(() -> {
            System.gc();
            return !verifying.verifier.violations().isEmpty();
        });
        Violation seen = verifying.assertSeen(VerifierRule.CHANNEL_LEAKED, CLIENT, "DmaClient.allocateChannel");
        assertTrue(seen.stack().stream().anyMatch(frame -> frame.getMethodName().equals("shouldSeeALostChannel")),
                seen.stack()::toString);
    }

    @Test
    @DisplayName("[STO-3] a client that loses its channel and is closed, which closes its channels, does all right")
    void shouldNotBlameAClientThatIsClosed() throws NetDmaException {
        provider.register(core.netDma, "0000");
        provider.start();
        DmaClient other = core.clients.register("other");
        WeakReference<DmaChannel> lost = new WeakReference<>(other.allocateChannel());
        other.close();
        Interface.await(() -> {
            System.gc();
            return lost.get() == null;
        });
        core.client.allocateChannel(); // lost after it, so that its report comes after
        Interface.await(() -> {
            System.gc();
            return !verifying.verifier.violations().isEmpty();
        });
        assertEquals(1, verifying.verifier.violations().get(0).times());
    }

    @Test
    @DisplayName("[STO-3] a client whose bundle goes and leaves a channel open")
    void shouldSeeAChannelLeftOpen() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        core.clients.close();
        verifying.assertSeen(VerifierRule.CHANNEL_LEAKED, CLIENT, "release of DmaClients");
        assertEquals(Refusal.CHANNEL_CLOSED.code(), channel.submit());
    }
}

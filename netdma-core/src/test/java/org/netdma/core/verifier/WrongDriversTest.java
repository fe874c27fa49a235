// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeDevice;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.Settings;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;

/** Drivers that break a rule, one each, and what the verifier sees of it. */
class WrongDriversTest extends WatchedFixture {

    private static final String DEVICE = "ROOT\\FAKE\\0000";

    private final FakeProvider provider = FakeProvider.counted();

    @Test
    @DisplayName("a driver that does all right is not reported")
    void shouldReportNothingOfARightDriver() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        channel.enqueueNull(0);
        channel.submit();
        provider.channel().engine.drain();
        channel.reset();
        channel.close();
        provider.registration().stop();
        provider.registration().deregister();
        verifying.assertClean();
    }

    @Test
    @DisplayName("[STO-2] a driver that deregisters without a stop")
    void shouldReportDeregisterBeforeStop() throws NetDmaException {
        provider.register(core.netDma, "0000");
        provider.start();
        assertEquals(NtStatus.INVALID_DEVICE_STATE, provider.registration().deregister());
        Violation seen = verifying.assertSeen(VerifierRule.PROVIDER_NOT_STOPPED, FakeDevice.DRIVER,
                "NetDmaDeregisterProvider");
        assertEquals(DEVICE, seen.device());
        assertTrue(seen.stack().stream().anyMatch(frame -> frame.getMethodName().equals(
                "shouldReportDeregisterBeforeStop")), seen.stack()::toString);
    }

    @Test
    @DisplayName("[STO-2] a driver that goes and leaves its provider registered")
    void shouldReportWhatIsLeftRegistered() throws NetDmaException {
        provider.register(core.netDma, "0000");
        provider.start();
        core.netDma.close();
        Violation seen = verifying.assertSeen(VerifierRule.PROVIDER_NOT_STOPPED, FakeDevice.DRIVER,
                "NetDmaDeregisterProvider");
        assertTrue(seen.detail().contains("left registered in state STARTED"), seen::detail);
    }

    @Test
    @DisplayName("[STO-2] in mode STRICT the device fails and its engine gives out no more channels")
    void shouldStopTheDriverInModeStrict() throws NetDmaException {
        verifying.verifier.setMode(FakeDevice.DRIVER, VerifierMode.STRICT);
        provider.register(core.netDma, "0000");
        provider.start();
        core.client.allocateChannel();
        provider.registration().deregister();
        assertEquals(List.of(DEVICE), verifying.failed);
        NetDmaException refused = assertThrows(NetDmaException.class, core.client::allocateChannel);
        assertEquals(NtStatus.DRIVER_INTERNAL_ERROR, refused.status());
        assertEquals(NtStatus.SUCCESS, provider.registration().stop());
    }

    @Test
    @DisplayName("[STO-2] in mode OFF nothing is seen, and it is refused as ever")
    void shouldSeeNothingInModeOff() throws NetDmaException {
        verifying.verifier.setMode(VerifierMode.OFF);
        provider.register(core.netDma, "0000");
        provider.start();
        assertEquals(NtStatus.INVALID_DEVICE_STATE, provider.registration().deregister());
        verifying.assertClean();
    }

    @Test
    @DisplayName("[STO-3] a driver that throws in FreeDmaChannel may have kept the channel")
    void shouldReportAChannelThatIsNotFreed() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        provider.channel().answer = null;
        channel.close();
        verifying.assertSeen(VerifierRule.CHANNEL_LEAKED, FakeDevice.DRIVER, "FreeDmaChannel");
    }

    @Test
    @DisplayName("[STO-3] a driver whose engine interrupts for a channel long after it was freed")
    void shouldReportAHandleUsedAfterFree() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        channel.close();
        Interface.await(() -> {
            provider.channel().handle.interruptDpc(0);
            return !verifying.verifier.violations().isEmpty();
        });
        verifying.assertSeen(VerifierRule.CHANNEL_LEAKED, FakeDevice.DRIVER, "NetDmaInterruptDpc");
    }

    @Test
    @DisplayName("[PNP-18] a driver that does not return from AllocateDmaChannel, with the stack it hangs in")
    void shouldReportABlockedAllocation() throws Exception {
        Verifying impatient = useImpatient();
        CountDownLatch over = new CountDownLatch(1);
        provider.allocation = () -> {
            awaitQuietly(over);
            provider.allocation = null;
            return null;
        };
        provider.register(core.netDma, "0000");
        provider.start();
        Thread client = new Thread(() -> assertAllocates(), "client of a blocked driver");
        client.start();
        Violation seen = impatient.awaitBlocked(FakeDevice.DRIVER, "AllocateDmaChannel");
        over.countDown();
        client.join(10_000);
        assertTrue(seen.stack().stream().anyMatch(frame -> frame.getMethodName().equals("awaitQuietly")),
                seen.stack()::toString);
    }

    @Test
    @DisplayName("[PNP-18] a driver that does not return from StartDma")
    void shouldReportABlockedSubmission() throws Exception {
        Verifying impatient = useImpatient();
        CountDownLatch over = new CountDownLatch(1);
        FakeProvider blocking = new FakeProvider(provider.version,
                (parameters, handle, engine) -> new FakeChannel(parameters, handle, engine) {
                    @Override
                    public NtStatus startDma(long descriptor, int count) {
                        awaitQuietly(over);
                        return super.startDma(descriptor, count);
                    }
                });
        DmaChannel channel = core.channelOf(blocking, 8);
        channel.enqueueNull(0);
        Thread client = new Thread(channel::submit, "client of a blocked driver");
        client.start();
        impatient.awaitBlocked(FakeDevice.DRIVER, "StartDma");
        over.countDown();
        client.join(10_000);
        blocking.channel().engine.drain();
    }

    /** {@return the verifier of the interface that the test uses from now on} */
    private Verifying useImpatient() throws NetDmaException {
        core.close();
        Verifying impatient = Verifying.impatient();
        core = new Interface(Settings.DEFAULT, impatient.verifier);
        return impatient;
    }

    private void assertAllocates() {
        try {
            core.client.allocateChannel();
        } catch (NetDmaException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

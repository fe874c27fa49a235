// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.FakeDevice;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.BusWindow;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;

/** Engines that go on with descriptors after ResetChannel, and what the verifier sees of it. */
class ResetWatchTest extends WatchedFixture {

    private static final int RING = 8;

    /** {@return a channel that did two of three descriptors, and was reset} */
    private DmaChannel reset(FakeProvider provider) throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, RING);
        channel.enqueueNull(0);
        channel.enqueueNull(0);
        channel.enqueueNull(0);
        channel.submit();
        provider.channel().engine.step(2);
        channel.reset();
        return channel;
    }

    private static void submitOne(DmaChannel channel) {
        channel.enqueueNull(0);
        assertTrue(channel.submit() > 0);
    }

    /** {@return the physical address of a slot: the ring is before its completion word} */
    private static long slot(FakeProvider provider, int number, int slots) {
        long word = provider.channel().parameters.completionPhysicalAddress();
        BusWindow window = provider.registration().busMemory().window(word);
        assertTrue(word - window.start() >= (long) slots * DescriptorLayout.SIZE);
        return window.start() + (long) number * DescriptorLayout.SIZE;
    }

    private static void write(FakeProvider provider, long descriptor) {
        BusWindow window = provider.registration().busMemory().window(descriptor);
        window.bytes().putLong((int) (descriptor - window.start()) + DescriptorLayout.NEXT_SOURCE_ADDRESS, 0xBAD);
    }

    private void assertTouched() {
        verifying.assertSeen(VerifierRule.DESCRIPTOR_TOUCHED_AFTER_RESET, FakeDevice.DRIVER, "ResetChannel");
    }

    @Test
    @DisplayName("[XFR-8] an engine that does as it should, round the ring and over many resets")
    void shouldSeeNothingOfARightEngine() throws NetDmaException {
        for (FakeProvider provider : new FakeProvider[] {FakeProvider.counted(), FakeProvider.linked(),
                FakeProvider.cacheAware()}) {
            DmaChannel channel = reset(provider);
            for (int i = 1; i < 3 * RING; i++) {
                for (int n = 0; n <= i % (RING - 1); n++) {
                    channel.enqueueNull(0);
                }
                assertTrue(channel.submit() > 0);
                provider.channel().engine.step(i % 3);
                if (i % 4 == 0) {
                    channel.reset();
                }
                provider.channel().engine.drain();
            }
            channel.close();
            provider.registration().stop();
            provider.registration().deregister();
        }
        verifying.assertClean();
    }

    @Test
    @DisplayName("[XFR-8] an engine that reports a descriptor of before the reset, while nothing else is submitted")
    void shouldSeeALateReport() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = reset(provider);
        provider.channel().engine.write(slot(provider, 2, RING), TransferStatus.IDLE);
        submitOne(channel);
        assertTouched();
        provider.channel().engine.drain();
    }

    @Test
    @DisplayName("[XFR-8] an engine that reports a descriptor of before the reset, behind new ones")
    void shouldSeeALateReportBehindNewDescriptors() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = reset(provider);
        submitOne(channel);
        provider.channel().engine.drain();
        provider.channel().engine.write(slot(provider, 2, RING), TransferStatus.ACTIVE);
        Interface.await(() -> !verifying.verifier.violations().isEmpty());
        assertTouched();
        channel.reset(); // else the end of what the engine calls ACTIVE is waited for
    }

    @Test
    @DisplayName("[XFR-8] an engine that writes into a descriptor of before the reset")
    void shouldSeeAWriteIntoADescriptor() throws NetDmaException {
        FakeProvider provider = FakeProvider.linked();
        DmaChannel channel = reset(provider);
        write(provider, slot(provider, 2, RING));
        submitOne(channel);
        assertTouched();
        provider.channel().engine.drain();
    }

    @Test
    @DisplayName("[XFR-8] an engine with direct cache access, which is started right after its reset")
    void shouldSeeAWriteIntoADescriptorOfAStartedEngine() throws NetDmaException {
        FakeProvider provider = FakeProvider.cacheAware();
        DmaChannel channel = reset(provider);
        submitOne(channel);
        provider.channel().engine.drain();
        write(provider, slot(provider, 2, RING));
        Interface.await(() -> !verifying.verifier.violations().isEmpty());
        assertTouched();
        channel.close();
    }

    @Test
    @DisplayName("[XFR-8] a channel that was allocated while nobody watched is not looked at")
    void shouldNotLookAtChannelsOfBefore() throws NetDmaException {
        verifying.verifier.setMode(VerifierMode.OFF);
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = reset(provider);
        verifying.verifier.setMode(VerifierMode.WARN);
        provider.channel().engine.write(slot(provider, 2, RING), TransferStatus.IDLE);
        submitOne(channel);
        provider.channel().engine.drain();
        channel.close();
        verifying.assertClean();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.core.channel.PolledCopyTest.assertRefused;
import static org.netdma.descriptor.ControlFlags.DESTINATION_DCA_ENABLE;
import static org.netdma.descriptor.ControlFlags.DESTINATION_NO_SNOOP;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.NULL_TRANSFER;
import static org.netdma.descriptor.ControlFlags.SERIALIZE_TRANSFER;
import static org.netdma.descriptor.ControlFlags.SOURCE_NO_SNOOP;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeProvider;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;
import org.netdma.provider.BusWindow;
import org.netdma.provider.ProviderFlag;

class FlagsTest extends CopyFixture {

    private static final int NULL_FLAGS = SERIALIZE_TRANSFER | STATUS_UPDATE_ON_COMPLETION | INTERRUPT_ON_COMPLETION;
    private static final int COPY_FLAGS =
            NULL_FLAGS | SOURCE_NO_SNOOP | DESTINATION_NO_SNOOP | DESTINATION_DCA_ENABLE;

    FlagsTest() {
        super(64);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "2, 0"})
    @DisplayName("[3.2] flags that are not a client's to set are refused, reserved bits and operation types among them")
    void shouldRefuseIllegalFlags(int major, int minor) throws NetDmaException {
        DmaChannel channel = core.channelOf(new FakeProvider(new NetDmaVersion(major, minor)), 128);
        ScatterGatherList from = ScatterGatherList.of(new Element(source, 0, 64));
        ScatterGatherList to = ScatterGatherList.of(new Element(destination, 0, 64));
        int free = channel.freeEntries();
        for (int flag = 1; flag != 0; flag <<= 1) {
            if ((flag & COPY_FLAGS) == 0) {
                assertRefused(Refusal.ILLEGAL_FLAGS, channel.enqueueCopy(source, 0, destination, 0, 64, flag));
                assertRefused(Refusal.ILLEGAL_FLAGS,
                        channel.enqueueCopy(source, 0, destination, 0, 64, flag | SERIALIZE_TRANSFER));
                assertRefused(Refusal.ILLEGAL_FLAGS, channel.enqueueGather(from, to, flag));
            }
            if ((flag & NULL_FLAGS) == 0) {
                assertRefused(Refusal.ILLEGAL_FLAGS, channel.enqueueNull(flag));
            }
        }
        assertEquals(free, channel.freeEntries());
    }

    @Test
    @DisplayName("[CPL-1] each legal flag reaches the engine, and no other does")
    void shouldPassLegalFlagsOn() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        provider.flags = Set.of(ProviderFlag.DCA_SUPPORTED);
        DmaChannel channel = core.channelOf(provider, 128);
        for (int flag = 1; flag != 0; flag <<= 1) {
            if ((flag & COPY_FLAGS) != 0) {
                assertFlags(flag, provider, channel.enqueueCopy(source, 0, destination, 0, 64, flag));
            }
            if ((flag & NULL_FLAGS) != 0) {
                assertFlags(flag | NULL_TRANSFER, provider, channel.enqueueNull(flag));
            }
        }
        provider.channel().engine.drain();
    }

    /** Each fourth descriptor reports too [STO-4]. */
    private void assertFlags(int expected, FakeProvider provider, long ticket) {
        int reports = ticket % 4 == 0 ? STATUS_UPDATE_ON_COMPLETION : 0;
        assertEquals(expected | reports, flags(provider, ticket));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "2, 0"})
    @DisplayName("[DCA-1] the hint for direct cache access is not passed to a provider that did not ask for it")
    void shouldDropTheDcaHint(int major, int minor) throws NetDmaException {
        FakeProvider provider = new FakeProvider(new NetDmaVersion(major, minor));
        DmaChannel channel = core.channelOf(provider, 128);
        int flags = DESTINATION_DCA_ENABLE | SERIALIZE_TRANSFER;
        assertEquals(SERIALIZE_TRANSFER, flags(provider, channel.enqueueCopy(source, 0, destination, 0, 64, flags)));
        assertEquals(SERIALIZE_TRANSFER, flags(provider, channel.enqueueGather(
                ScatterGatherList.of(new Element(source, 0, 64)), ScatterGatherList.of(new Element(destination, 0, 64)),
                flags)));
    }

    @Test
    @DisplayName("[CPL-1] neither status nor interrupt, but for the last of a submission, which has to be reported")
    void shouldReportTheLastOnly() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        channel.enqueueNull(0);
        channel.enqueueNull(0);
        channel.submit();
        assertEquals(NULL_TRANSFER, flags(provider, 1));
        assertEquals(NULL_TRANSFER | STATUS_UPDATE_ON_COMPLETION, flags(provider, 2));
        provider.channel().engine.drain();
    }

    /** {@return the control flags of a ticket's descriptor, in a ring that has not gone round} */
    private static int flags(FakeProvider provider, long ticket) {
        assertTrue(ticket > 0, () -> Refusal.of(ticket).message());
        long word = provider.channel().parameters.completionPhysicalAddress();
        BusWindow ring = provider.registration().busMemory().window(word);
        return ring.bytes().getInt((int) (ticket - 1) * DescriptorLayout.SIZE + DescriptorLayout.CONTROL_FLAGS);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.Settings;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.MessageInterruptProvider;
import org.netdma.wdm.NtStatus;

/** On a machine of 134 CPUs: two whole processor groups and one of 6. */
class AffinityTest {

    private static final int CPUS = 134;
    private static final Set<ProviderFlag> GROUPS = Set.of(ProviderFlag.SUPPORTS_PROC_GROUPS);

    private Interface core;

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface(new Settings(Duration.ofSeconds(10), Duration.ofSeconds(10), true, CPUS));
    }

    @AfterEach
    void close() {
        core.close();
    }

    @Test
    @DisplayName("[3.6] a provider that knows no processor groups gets revision 1 and CPUs of the first")
    void shouldUseRevision1() throws NetDmaException {
        FakeProvider provider = started(Set.of(), "0000");
        core.client.allocateChannel();
        assertParameters(provider, 1, 0, -1L);
        core.client.allocateChannel(ChannelRequest.DEFAULT.withAffinityMask(1L << 63 | 4)).close();
        assertParameters(provider, 1, 0, 1L << 63 | 4);
        assertRefused(ChannelRequest.DEFAULT.withGroupAffinity(1, 1), "knows no processor groups");
        assertEquals(2, provider.channels.size(), "the driver was not asked");
    }

    @Test
    @DisplayName("[3.6] a provider with SUPPORTS_PROC_GROUPS gets revision 2, with group and mask")
    void shouldUseRevision2() throws NetDmaException {
        FakeProvider provider = started(GROUPS, "0000");
        core.client.allocateChannel();
        assertParameters(provider, 2, 0, -1L);
        core.client.allocateChannel(ChannelRequest.DEFAULT.withGroupAffinity(2, 0)).close();
        assertParameters(provider, 2, 2, 0x3F);
        core.client.allocateChannel(ChannelRequest.DEFAULT.withGroupAffinity(1, 0xF0));
        assertParameters(provider, 2, 1, 0xF0);
    }

    @Test
    @DisplayName("[CHN-2] CPUs and groups that the machine has not are refused, each with what there is")
    void shouldRefuseWhatIsNotThere() throws NetDmaException {
        FakeProvider provider = started(GROUPS, "0000");
        assertRefused(ChannelRequest.DEFAULT.withGroupAffinity(-1, 1), "no processor group -1");
        assertRefused(ChannelRequest.DEFAULT.withGroupAffinity(3, 0), "group 3: groups of 64 CPUs from 0 to 2");
        assertRefused(ChannelRequest.DEFAULT.withGroupAffinity(2, 0x40), "those of group 2 are 0x3F");
        assertRefused(ChannelRequest.DEFAULT.withGroupAffinity(2, 0x7F), "0x7F names a CPU that is not there");
        assertTrue(provider.channels.isEmpty());
    }

    @Test
    @DisplayName("[CHN-2] a request for a group finds the provider that knows groups")
    void shouldFindAProviderThatKnowsGroups() throws NetDmaException {
        started(Set.of(), "0000");
        FakeProvider knowing = started(GROUPS, "0001");
        assertEquals(2, core.client.allocateChannel(ChannelRequest.DEFAULT.withGroupAffinity(1, 2)).info().provider());
        assertParameters(knowing, 2, 1, 2);
    }

    @Test
    @DisplayName("[CHN-2] completions go to the CPU that the driver reports; to one asked for when that is not there")
    void shouldUseTheReportedCpu() throws NetDmaException {
        FakeProvider provider = started(GROUPS, "0000");
        for (int reported : new int[] {0, 77, CPUS - 1}) {
            assertEquals(reported, cpuOf(provider, reported));
        }
        assertEquals(64 + 4, cpuOf(provider, CPUS));
        assertEquals(64 + 4, cpuOf(provider, -1));
    }

    /** {@return the CPU of a channel on CPU 4 or 5 of group 1, after the driver reported another} */
    private int cpuOf(FakeProvider provider, int reported) throws NetDmaException {
        DmaChannel plain = core.client.allocateChannel();
        plain.close();
        provider.allocation = () -> new ChannelAllocation.Allocated(provider.channel(), reported);
        try (DmaChannel channel = core.client.allocateChannel(ChannelRequest.DEFAULT.withGroupAffinity(1, 0x30))) {
            return channel.info().cpu();
        } finally {
            provider.allocation = null;
        }
    }

    @Test
    @DisplayName("[REG-6] interrupts are spread over all CPUs, for a driver without groups over those of the first")
    void shouldSpreadInterrupts() throws NetDmaException {
        Interrupting plain = new Interrupting(Set.of());
        plain.register(core.netDma, "0000");
        assertEquals(IntStream.range(0, 300).mapToObj(channel -> channel % 64).toList(), plain.cpus);
        Interrupting knowing = new Interrupting(GROUPS);
        knowing.register(core.netDma, "0001");
        assertEquals(IntStream.range(0, 300).mapToObj(channel -> channel % CPUS).toList(), knowing.cpus);
    }

    private FakeProvider started(Set<ProviderFlag> flags, String instance) throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        provider.flags = flags;
        provider.register(core.netDma, instance);
        provider.start();
        return provider;
    }

    private static void assertParameters(FakeProvider provider, int revision, int group, long mask) {
        ChannelParameters parameters = provider.channel().parameters;
        assertEquals(List.of(revision, group, mask),
                List.of(parameters.revision(), parameters.group(), parameters.processorAffinityMask()));
    }

    private void assertRefused(ChannelRequest request, String why) {
        NetDmaException thrown = assertThrows(NetDmaException.class, () -> core.client.allocateChannel(request));
        assertEquals(NtStatus.INVALID_PARAMETER, thrown.status());
        assertEquals("CHN-2", thrown.rule());
        assertTrue(thrown.getMessage().contains(why), thrown.getMessage());
    }

    /** A driver of 300 channels that notes where their interrupts shall go. */
    private static final class Interrupting extends FakeProvider implements MessageInterruptProvider {

        private List<Integer> cpus;

        Interrupting(Set<ProviderFlag> flags) {
            super(NetDmaVersion.V2_0);
            this.flags = flags;
        }

        @Override
        public ProviderCharacteristics characteristics(String instance) {
            ProviderCharacteristics few = super.characteristics(instance);
            return new ProviderCharacteristics(few.version(), few.flags(), few.physicalDeviceObject(), 300,
                    few.friendlyName());
        }

        @Override
        public NtStatus setDmaChannelCpuAffinity(List<ChannelAffinity> affinities) {
            cpus = affinities.stream().map(ChannelAffinity::cpu).toList();
            return NtStatus.SUCCESS;
        }
    }
}

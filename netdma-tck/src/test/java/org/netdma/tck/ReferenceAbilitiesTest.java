// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.DCA_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.DESTINATION_DCA_ENABLE;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_CONTEXT_CHANGE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.reference.driver.ReferenceDriver;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.MessageInterruptProvider;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.provider.spi.SuspendableChannel;
import org.netdma.tck.bench.Answer;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.BenchRegistration;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.Device;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.MinorFunction;
import org.netdma.wdm.NtStatus;

/** What the reference provider's parameters make of it, each combination; and its report. */
class ReferenceAbilitiesTest {

    private static final List<String> VERSIONS = List.of("1.0", "1.1", "2.0");

    private static Bench bench(ProviderUnderTest provider) {
        return new Bench(provider.plan());
    }

    private static ProviderUnderTest reference() {
        return ProviderUnderTest.of(ReferenceDriver::new).memoryWindow(1 << 16).lineInterrupt().messageInterrupts(4)
                .parameter("channels", 2);
    }

    @TestFactory
    @DisplayName("[REG-3] an ability that is switched off is absent: the type, or the flag, is not there")
    List<DynamicTest> shouldOfferWhatIsSwitchedOn() {
        return IntStream.range(0, VERSIONS.size() << 6).mapToObj(n -> {
            String version = VERSIONS.get(n >> 6);
            return DynamicTest.dynamicTest("%s, abilities %s".formatted(version, Integer.toBinaryString(64 | n & 63)),
                    () -> offers(version, n));
        }).toList();
    }

    private static void offers(String version, int bits) {
        boolean newest = version.equals("2.0");
        try (Bench bench = bench(reference().parameter("version", version).parameter("suspend", is(bits, 0))
                .parameter("abort", is(bits, 1)).parameter("reset", is(bits, 2)).parameter("dca", is(bits, 3))
                .parameter("groups", is(bits, 4)).parameter("interrupts", is(bits, 5) ? "message" : "line"))) {
            BenchRegistration registration = bench.startDevice().registration();
            ProviderChannel channel = registration.allocate().context();
            assertAll(() -> assertEquals(version, registration.characteristics().version().toString()),
                    () -> assertEquals(is(bits, 0), channel instanceof SuspendableChannel, "suspend"),
                    () -> assertEquals(is(bits, 1), channel instanceof AbortableChannel, "abort"),
                    () -> assertEquals(is(bits, 2), channel instanceof ResettableChannel, "reset"),
                    () -> assertEquals(newest && is(bits, 3), has(registration, ProviderFlag.DCA_SUPPORTED), "dca"),
                    () -> assertEquals(newest && is(bits, 4), has(registration, ProviderFlag.SUPPORTS_PROC_GROUPS)),
                    () -> assertEquals(is(bits, 5), registration.provider() instanceof MessageInterruptProvider),
                    () -> assertEquals(List.of(), bench.violations().all()));
        }
    }

    private static boolean is(int bits, int bit) {
        return (bits >> bit & 1) == 1;
    }

    private static boolean has(BenchRegistration registration, ProviderFlag flag) {
        return registration.characteristics().flags().contains(flag);
    }

    @Test
    @DisplayName("[DCA-2] the engine keeps the target of the last context change, and its report tells it")
    void shouldReportTarget() throws IOException {
        try (Bench bench = bench(reference())) {
            Device device = bench.startDevice();
            Channel channel = device.registration().allocate();
            Copies copies = Copies.of(bench, 2, 64);
            channel.awaitDone(channel.submit(List.of(
                    new Descriptor(7, OP_TYPE_CONTEXT_CHANGE | DCA_CONTEXT_CHANGE, 0, 0, 0, 0),
                    copies.get(0).descriptor(DESTINATION_DCA_ENABLE))));
            channel.awaitDone(channel.submit(copies.descriptors(1, 2)));

            String report = report(device, 1).information().map(IrpInformation.Text.class::cast)
                    .map(IrpInformation.Text::value).orElseThrow();

            assertEquals("channel 0: IDLE, priority 0, last descriptor 0x%X, error NONE at 0x0, DCA target 7, hints 1".formatted(
                    channel.ring().address(2)), report.lines().findFirst().orElseThrow());
            assertEquals(2, report.lines().count(), report);
            assertTrue(Files.readString(Path.of("..", "docs", "reference-provider.md"))
                    .contains(report.lines().findFirst().orElseThrow()), "not as documented: " + report);
        }
    }

    @Test
    @DisplayName("an unknown device control is refused")
    void shouldRefuseUnknownControl() {
        try (Bench bench = bench(reference())) {
            assertEquals(new Answer(NtStatus.INVALID_DEVICE_REQUEST, Optional.empty()),
                    report(bench.startDevice(), 0x7777));
        }
    }

    private static Answer report(Device device, int code) {
        return device.send(new IoStackLocation(MajorFunction.DEVICE_CONTROL, MinorFunction.None.NONE,
                new IrpParameters.DeviceControl(code, "")), null);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.descriptor.ControlFlags.DESTINATION_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.SOURCE_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.DATA_SIZE;
import static org.netdma.provider.reference.hw.EngineFixture.DESTINATION;
import static org.netdma.provider.reference.hw.EngineFixture.MAXIMUM_TRANSFER;
import static org.netdma.provider.reference.hw.EngineFixture.NOWHERE;
import static org.netdma.provider.reference.hw.EngineFixture.SLOTS;
import static org.netdma.provider.reference.hw.EngineFixture.SOURCE;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.TransferStatus;

@DisplayName("faults")
class FaultTest {

    private static final long READ_ONLY = 0x40_0000;

    private final EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);

    /** A good descriptor in slot 0, the bad one in slot 1, a good one behind it. */
    private void runWithBadDescriptor(int size, int flags, long from, long to) {
        fixture.copy(0, 0, 64, 0);
        fixture.write(1, size, flags, from, to, slot(2));
        fixture.copy(2, 128, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().startDma(slot(0), 3);
        fixture.run();
    }

    /** The first descriptor is done, the second failed, the third is not begun; word, registers, interrupt say so. */
    private void assertHalted(FaultCode fault) {
        assertEquals(fault, fixture.channel().error());
        assertEquals(slot(1), fixture.channel().faultAddress());
        assertEquals(word(0, TransferStatus.HALTED), fixture.channel().status());
        assertEquals(word(0, TransferStatus.HALTED), fixture.word());
        assertEquals(List.of(0), fixture.interrupts);
        fixture.assertCopied(0, 64);
        fixture.assertUntouched(128, 64);
    }

    @ParameterizedTest
    @ValueSource(longs = {NOWHERE, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE, SOURCE + DATA_SIZE, SOURCE - 1})
    @DisplayName("a source outside every window")
    void shouldHaltOnSourceFault(long from) {
        runWithBadDescriptor(64, 0, from, DESTINATION + 64);
        assertHalted(FaultCode.SOURCE_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(longs = {NOWHERE, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE, DESTINATION + DATA_SIZE, DESTINATION - 1})
    @DisplayName("a destination outside every window")
    void shouldHaltOnDestinationFault(long to) {
        runWithBadDescriptor(64, 0, SOURCE, to);
        assertHalted(FaultCode.DESTINATION_ADDRESS);
    }

    @Test
    @DisplayName("a source that reaches beyond its window: what lies in it may be copied")
    void shouldHaltWhereTheWindowEnds() {
        runWithBadDescriptor(64, 0, SOURCE + DATA_SIZE - 32, DESTINATION + 4096);
        assertHalted(FaultCode.SOURCE_ADDRESS);
        fixture.assertUntouched(4096 + 32, 32);
    }

    @Test
    @DisplayName("a read-only destination")
    void shouldHaltOnReadOnlyDestination() {
        fixture.memory.mapReadOnly(READ_ONLY, 4096);
        runWithBadDescriptor(64, 0, SOURCE, READ_ONLY);
        assertHalted(FaultCode.DESTINATION_READ_ONLY);
    }

    @Test
    @DisplayName("a read-only source is no fault")
    void shouldReadFromReadOnlyMemory() {
        fixture.memory.mapReadOnly(READ_ONLY, 4096);
        fixture.write(0, 64, STATUS_UPDATE_ON_COMPLETION, READ_ONLY, DESTINATION, slot(1));
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        assertEquals(word(0, TransferStatus.IDLE), fixture.word());
    }

    @Test
    @DisplayName("a window that was closed, though it was used just before")
    void shouldNotUseAClosedWindow() {
        fixture.copy(0, 0, 64, 0);
        fixture.copy(1, 64, 64, 0);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();

        fixture.destination.close();
        fixture.channel().appendDma(1);
        fixture.run();

        assertHalted(FaultCode.DESTINATION_ADDRESS);
        fixture.assertUntouched(64, 64);
    }

    @ParameterizedTest
    @ValueSource(ints = {MAXIMUM_TRANSFER + 1, -1, Integer.MIN_VALUE})
    @DisplayName("[XFR-11] a transfer larger than the maximum; the size is unsigned")
    void shouldHaltOnTooLargeTransfer(int size) {
        runWithBadDescriptor(size, 0, SOURCE, DESTINATION + 4096);
        assertHalted(FaultCode.TRANSFER_SIZE);
        fixture.assertUntouched(4096, 64);
    }

    @Test
    @DisplayName("[XFR-11] a transfer of exactly the maximum is legal")
    void shouldCopyTheMaximum() {
        fixture.copy(0, 4096, MAXIMUM_TRANSFER, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        fixture.assertCopied(4096, MAXIMUM_TRANSFER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x100, 0x400, 0x8000, 0x0100_0000, 0x7F00_0000, OP_TYPE_CONTEXT_CHANGE | 0x20,
        OP_TYPE_CONTEXT_CHANGE | STATUS_UPDATE_ON_COMPLETION})
    @DisplayName("reserved flags, unknown operation types, flags that a context change can not have")
    void shouldHaltOnIllegalFlags(int flags) {
        runWithBadDescriptor(64, flags, SOURCE, DESTINATION + 64);
        assertHalted(FaultCode.CONTROL_FLAGS);
    }

    @ParameterizedTest
    @ValueSource(ints = {SOURCE_PAGE_BREAK, DESTINATION_PAGE_BREAK, 0x200, OP_TYPE_CONTEXT_CHANGE})
    @DisplayName("[3.2] flags of 2.0 in a 1.x chain")
    void shouldHaltOnFlagsOfANewerVersion(int flags) {
        EngineFixture old = new EngineFixture(NetDmaVersion.V1_1);
        old.write(0, 64, flags, SOURCE, DESTINATION, 0);
        old.channel().startDma(slot(0), 1);
        old.run();
        assertEquals(FaultCode.CONTROL_FLAGS, old.channel().error());
        old.assertUntouched(0, 64);
    }

    @ParameterizedTest
    @CsvSource({"DESCRIPTOR_ALIGNMENT, 8", "DESCRIPTOR_ADDRESS, 0x77770000"})
    @DisplayName("a descriptor that is misaligned or nowhere; nothing was done since START, so the address is 0")
    void shouldHaltOnUnreachableDescriptor(FaultCode fault, String offset) {
        long descriptor = slot(0) + Long.decode(offset);
        fixture.channel().startDma(descriptor, 1);
        fixture.run();

        assertEquals(fault, fixture.channel().error());
        assertEquals(descriptor, fixture.channel().faultAddress());
        assertEquals(TransferStatus.HALTED.code(), fixture.word());
        assertEquals(List.of(0), fixture.interrupts);
    }

    @Test
    @DisplayName("a descriptor that the ring's window holds only in part")
    void shouldHaltOnPartialDescriptor() {
        TestMemory.Window small = fixture.memory.map(READ_ONLY, 32);
        fixture.channel().startDma(small.start(), 1);
        fixture.run();
        assertEquals(FaultCode.DESCRIPTOR_ADDRESS, fixture.channel().error());
    }

    @ParameterizedTest
    @ValueSource(longs = {NOWHERE, READ_ONLY, DESTINATION + 4})
    @DisplayName("a completion word that is nowhere, read-only or misaligned: the interrupt tells")
    void shouldHaltWhenTheWordCannotBeWritten(long completionAddress) {
        fixture.memory.mapReadOnly(READ_ONLY, 4096);
        fixture.channel().enable(completionAddress);
        fixture.copy(0, 64, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();

        assertEquals(FaultCode.COMPLETION_ADDRESS, fixture.channel().error());
        assertEquals(word(0, TransferStatus.HALTED), fixture.channel().status());
        assertEquals(List.of(0), fixture.interrupts);
    }

    @Test
    @DisplayName("a fault halts its own channel only")
    void shouldLeaveOtherChannelsAlone() {
        EngineFixture two = new EngineFixture(NetDmaVersion.V2_0, 2);
        two.write(0, 64, 0, NOWHERE, NOWHERE, slot(1));
        two.write(1, 0, 64, STATUS_UPDATE_ON_COMPLETION, SOURCE, DESTINATION, slot(1, 1));
        two.channel().startDma(slot(0), 1);
        two.engine.channel(1).startDma(slot(1, 0), 1);
        two.run();

        two.assertCopied(0, 64);
        assertEquals(FaultCode.NONE, two.engine.channel(1).error());
    }

    @Test
    @DisplayName("a halted channel ignores doorbells, and takes a new chain")
    void shouldWaitForStartAfterAHalt() {
        runWithBadDescriptor(64, 0x100, SOURCE, DESTINATION);
        fixture.channel().appendDma(1);
        fixture.run();
        fixture.assertUntouched(128, 64);

        fixture.channel().startDma(slot(2), 1);
        fixture.run();
        fixture.assertCopied(128, 64);
        assertEquals(word(2, TransferStatus.IDLE), fixture.word());
        assertEquals(FaultCode.NONE, fixture.channel().error());
    }

    @Test
    @DisplayName("[XFR-3] a 1.x ring that went away while the engine sat on its end is found at the next doorbell")
    void shouldHaltWhenTheRingIsGone() {
        EngineFixture old = new EngineFixture(NetDmaVersion.V1_0);
        old.write(0, 64, 0, SOURCE, DESTINATION, 0);
        old.channel().startDma(slot(0), 1);
        old.run();
        old.ring().close();
        old.channel().appendDma(1);
        old.run();
        assertEquals(FaultCode.DESCRIPTOR_ADDRESS, old.channel().error());
    }

    @Test
    @DisplayName("memory that fails under the copy, as a cut mapped file does, halts the channel and nothing else")
    void shouldHaltWhenMemoryFails() {
        EngineFixture two = new EngineFixture(NetDmaVersion.V2_0, 2);
        two.memory.failAt(NOWHERE);
        two.write(0, 64, 0, NOWHERE, DESTINATION, slot(1));
        two.write(1, 0, 64, 0, SOURCE, DESTINATION, slot(1, 1));
        two.channel().startDma(slot(0), 1);
        two.engine.channel(1).startDma(slot(1, 0), 1);
        two.run();

        assertEquals(FaultCode.MEMORY, two.channel().error());
        assertEquals(slot(0), two.channel().faultAddress());
        two.assertCopied(0, 64);
    }

    @Test
    @DisplayName("[XFR-11] memory beyond MaximumAddressSpace is not reached, even in a window that begins below it")
    void shouldNotReachBeyondTheMaximumAddress() {
        long limit = DESTINATION + 4096 - 1;
        DmaEngine small = new DmaEngine(new EngineOptions(NetDmaVersion.V2_0, 1, MAXIMUM_TRANSFER, limit, true,
                IdlePolicy.BALANCED, 0), fixture.memory);
        small.channel(0).enable(slot(SLOTS - 1) + 64);
        fixture.write(0, 64, 0, SOURCE, DESTINATION + 4096 - 64, slot(1));
        fixture.write(1, 64, 0, SOURCE, DESTINATION + 4096 - 32, slot(2));
        small.channel(0).startDma(slot(0), 2);
        while (small.doWork() > 0) {
            Thread.onSpinWait();
        }

        assertEquals(FaultCode.DESTINATION_ADDRESS, small.channel(0).error());
        assertEquals(slot(1), small.channel(0).faultAddress());
        fixture.assertUntouched(4096, 32);
    }
}

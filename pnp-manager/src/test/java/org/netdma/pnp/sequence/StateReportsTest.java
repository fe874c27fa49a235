// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.pnp.toy.LogLines;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpInformation.DeviceState.Flag;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.ProblemCode;

/** What drivers report of started devices. */
class StateReportsTest {

    private static final String DEVICE = "ROOT\\TOY\\0000";

    /** Its engine dies when a test wants that. */
    private static final class MortalDriver extends ToyDriver {
        private volatile Set<Flag> flags = Set.of();
        private volatile DeviceObject fdo;

        MortalDriver(IoManager io) {
            super(io);
        }

        void report(Flag... told) {
            flags = Set.of(told);
            io.invalidateDeviceState(fdo);
        }

        @Override
        protected NtStatus start(DeviceObject started) {
            fdo = started;
            flags = Set.of();
            return NtStatus.SUCCESS;
        }

        @Override
        protected NtStatus dispatchPnp(DeviceObject device, Irp irp, PnpMinorFunction minor) {
            if (minor == PnpMinorFunction.QUERY_PNP_DEVICE_STATE) {
                if (!flags.isEmpty()) {
                    io.writeErrorLogEntry(device, "its engine died of an injected error");
                }
                irp.setInformation(new IrpInformation.DeviceState(flags));
                irp.setStatus(NtStatus.SUCCESS);
            }
            return super.dispatchPnp(device, irp, minor);
        }
    }

    private final LogLines log = new LogLines();
    private final TestMachine machine = new TestMachine();
    private MortalDriver driver;

    @BeforeEach
    void plug() {
        driver = machine.plug("TOY", MortalDriver::new);
        machine.awaitStarted(DEVICE);
    }

    @AfterEach
    void close() {
        machine.close();
        log.close();
    }

    @ParameterizedTest
    @CsvSource({"FAILED,FAILED_POST_START", "DISABLED,DISABLED"})
    @DisplayName("[PNP-18] a device whose driver reports that it failed is removed, and shows why until it is restarted")
    void shouldShowWhyADeviceDied(Flag flag, ProblemCode problem) throws NtStatusException {
        driver.report(flag);
        DeviceInfo device = machine.awaitProblem(DEVICE, problem);
        assertTrue(device.problemText().contains("its engine died of an injected error"), device::problemText);
        assertEquals(List.of("PDO of " + DEVICE), device.stack());
        List<String> journal = driver.journal();
        assertEquals(List.of("QUERY_PNP_DEVICE_STATE " + DEVICE, "SURPRISE_REMOVAL " + DEVICE,
                "REMOVE_DEVICE " + DEVICE), journal.subList(journal.size() - 3, journal.size()));
        assertEquals(flag == Flag.FAILED ? 1 : 0, log.takeWarnings().stream().filter(line -> line.contains("injected error")).count());
        machine.pnp().restart(DEVICE);
        machine.awaitStarted(DEVICE);
    }

    @Test
    @DisplayName("a device whose driver reports no failure works on")
    void shouldGoOnWhenNothingIsWrong() {
        driver.report();
        assertTrue(machine.pnp().awaitSettled(Duration.ofMinutes(1)));
        assertEquals("QUERY_PNP_DEVICE_STATE " + DEVICE, driver.journal().get(driver.journal().size() - 1));
        machine.awaitStarted(DEVICE);
        assertEquals(List.of(), log.takeWarnings());
    }

    @Test
    @DisplayName("a report that comes when the device is removed is ignored")
    void shouldIgnoreAReportOfADeviceThatIsGone() throws NtStatusException {
        machine.pnp().disable(DEVICE);
        driver.report(Flag.FAILED);
        assertTrue(machine.pnp().awaitSettled(Duration.ofMinutes(1)));
        assertEquals(ProblemCode.DISABLED, machine.device(DEVICE).problem());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FunctionCodesTest {

    @Test
    @DisplayName("[PNP-7] removal, stop and the cancel pair may not fail")
    void shouldKnowWhichRequestsNeverFail() {
        Set<PnpMinorFunction> unfailable = Arrays.stream(PnpMinorFunction.values()).filter(minor -> !minor.mayFail())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PnpMinorFunction.class)));
        assertEquals(EnumSet.of(PnpMinorFunction.REMOVE_DEVICE, PnpMinorFunction.CANCEL_REMOVE_DEVICE,
                PnpMinorFunction.STOP_DEVICE, PnpMinorFunction.CANCEL_STOP_DEVICE, PnpMinorFunction.SURPRISE_REMOVAL),
                unfailable);
    }

    @Test
    @DisplayName("[PNP-8] minor functions have the numbers of Windows")
    void shouldUseWindowsNumbers() {
        assertEquals(0x0D, PnpMinorFunction.FILTER_RESOURCE_REQUIREMENTS.code());
        assertEquals(0x17, PnpMinorFunction.SURPRISE_REMOVAL.code());
        assertEquals(0x1B, MajorFunction.PNP.code());
        assertEquals(0x02, PowerMinorFunction.SET_POWER.code());
        long distinct = Arrays.stream(PnpMinorFunction.values()).mapToInt(PnpMinorFunction::code).distinct().count();
        assertEquals(PnpMinorFunction.values().length, distinct);
    }

    @Test
    @DisplayName("[PNP-9] pending is a success, warnings and errors are not")
    void shouldTellSuccessFromFailure() {
        assertTrue(NtStatus.SUCCESS.isSuccess());
        assertTrue(NtStatus.PENDING.isSuccess());
        assertFalse(NtStatus.DEVICE_BUSY.isSuccess());
        assertFalse(NtStatus.UNSUCCESSFUL.isSuccess());
        assertEquals("STATUS_UNSUCCESSFUL (0xC0000001)", NtStatus.UNSUCCESSFUL.toString());
    }

    @Test
    @DisplayName("[PNP-8] a stack location prints as major and minor function")
    void shouldPrintMajorAndMinor() {
        assertEquals("PNP/REMOVE_DEVICE", IoStackLocation.pnp(PnpMinorFunction.REMOVE_DEVICE).toString());
        assertEquals("CREATE", new IoStackLocation(MajorFunction.CREATE, MinorFunction.None.NONE,
                IrpParameters.None.NONE).toString());
    }
}

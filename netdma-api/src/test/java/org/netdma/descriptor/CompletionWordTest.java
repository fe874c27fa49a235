// SPDX-License-Identifier: Apache-2.0
package org.netdma.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionWordTest {

    private static final long DESCRIPTOR = 0x0000_7FFF_1234_5640L;

    @ParameterizedTest
    @EnumSource(TransferStatus.class)
    @DisplayName("[CPL-2] a word gives back the address and the status it was made of")
    void shouldGiveBackAddressAndStatus(TransferStatus status) {
        long word = CompletionWord.of(DESCRIPTOR, status);
        assertEquals(DESCRIPTOR, CompletionWord.address(word));
        assertEquals(status, CompletionWord.status(word));
    }

    @Test
    @DisplayName("[CPL-2] the status codes are those of the contract")
    void shouldUseTheCodesOfTheContract() {
        assertEquals(0, TransferStatus.ACTIVE.code());
        assertEquals(1, TransferStatus.IDLE.code());
        assertEquals(2, TransferStatus.SUSPEND.code());
        assertEquals(3, TransferStatus.HALTED.code());
        assertEquals(4, TransferStatus.ARMED.code());
        assertEquals(4L, CompletionWord.ARMED);
    }

    @Test
    @DisplayName("[CPL-2] only the low 3 of the 6 free address bits are status")
    void shouldIgnoreUnassignedBits() {
        assertEquals(DESCRIPTOR, CompletionWord.address(DESCRIPTOR | 0x38));
        assertEquals(TransferStatus.ACTIVE, CompletionWord.status(DESCRIPTOR | 0x38));
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7})
    @DisplayName("[CPL-2] a status that is not assigned counts as halted")
    void shouldTakeUnassignedStatusForHalted(long status) {
        assertEquals(TransferStatus.HALTED, CompletionWord.status(DESCRIPTOR | status));
    }

    @Test
    @DisplayName("[XFR-7] only the halted status is halted")
    void shouldTellHaltedFromTheRest() {
        assertTrue(CompletionWord.isHalted(CompletionWord.of(0, TransferStatus.HALTED)));
        assertFalse(CompletionWord.isHalted(CompletionWord.of(DESCRIPTOR, TransferStatus.IDLE)));
        assertFalse(CompletionWord.isHalted(CompletionWord.ARMED));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.NetDmaException;

class RefusalTest {

    @ParameterizedTest
    @EnumSource(Refusal.class)
    @DisplayName("[XFR-11] each refusal has a negative code of its own and a failing status")
    void shouldRoundTripThroughItsCode(Refusal refusal) {
        assertTrue(Refusal.isRefusal(refusal.code()));
        assertEquals(refusal, Refusal.of(refusal.code()));
        assertFalse(refusal.status().isSuccess());
    }

    @Test
    @DisplayName("[XFR-11] an exception carries the refusal's status, rule and advice")
    void shouldBecomeAnException() {
        NetDmaException exception = Refusal.TRANSFER_TOO_LARGE.toException();
        assertEquals(Refusal.TRANSFER_TOO_LARGE.status(), exception.status());
        assertEquals("XFR-11", exception.rule());
        assertTrue(exception.getMessage().contains("MaximumTransferSize"), exception.getMessage());
        assertTrue(exception.getMessage().contains("[XFR-11]"), exception.getMessage());
    }

    @Test
    @DisplayName("[XFR-11] a ticket is no refusal")
    void shouldNotTakeTicketsForRefusals() {
        assertFalse(Refusal.isRefusal(0));
        assertThrows(IllegalArgumentException.class, () -> Refusal.of(1));
        assertThrows(IllegalArgumentException.class, () -> Refusal.of(-1000));
    }
}

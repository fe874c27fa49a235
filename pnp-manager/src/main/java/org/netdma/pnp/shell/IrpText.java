// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.IrpTrace;

/** How commands show IRPs. */
final class IrpText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS")
            .withZone(ZoneId.systemDefault());

    private IrpText() {
    }

    /** {@return when it was sent} */
    static String time(IrpTrace irp) {
        return TIME.format(irp.sent());
    }

    /** {@return how it ended} */
    static String status(IrpTrace irp) {
        return irp.status() == NtStatus.PENDING ? "under way" : irp.status().toString();
    }

    /** {@return how long it took; empty while it travels} */
    static String took(IrpTrace irp) {
        return irp.status() == NtStatus.PENDING ? "" : micros(irp.took()) + " us";
    }

    /** {@return a time in whole microseconds} */
    static long micros(Duration took) {
        return took.toNanos() / 1_000;
    }

    /** {@return the fields of an IRP for scripts; their names are stable} */
    static Map<String, Object> fields(IrpTrace irp) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sent", irp.sent());
        fields.put("request", irp.request());
        fields.put("status", irp.status().name());
        fields.put("tookMicros", micros(irp.took()));
        fields.put("completedBy", irp.completedBy());
        fields.put("locations", irp.locations().stream().map(IrpText::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(IrpTrace.Location location) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("device", location.device());
        fields.put("driver", location.driver());
        fields.put("request", location.request());
        fields.put("afterMicros", micros(location.after()));
        return fields;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.List;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Watches the IRPs of other drivers' devices, in a list that several of them share; may refuse one minor function. */
public final class FilterDriver extends ToyDriver {

    private final String name;
    private final List<String> seen;
    private final PnpMinorFunction refuses;
    private final boolean refusesAddDevice;

    /**
     * @param refuses a minor function that it fails, or null
     */
    public FilterDriver(IoManager io, String name, List<String> seen, PnpMinorFunction refuses) {
        this(io, name, seen, refuses, false);
    }

    public FilterDriver(IoManager io, String name, List<String> seen, PnpMinorFunction refuses,
            boolean refusesAddDevice) {
        super(io);
        this.name = name;
        this.seen = seen;
        this.refuses = refuses;
        this.refusesAddDevice = refusesAddDevice;
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        seen.add(name + " AddDevice");
        return refusesAddDevice ? NtStatus.UNSUCCESSFUL : super.addDevice(driver, pdo);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        seen.add(name + " " + minor);
        return minor == refuses ? complete(irp, NtStatus.DEVICE_BUSY) : super.dispatchPnp(fdo, irp, minor);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Its hardware is pulled out, once, while it handles a certain request, or AddDevice. */
public final class PulledOutDriver extends ToyDriver {

    private final Optional<PnpMinorFunction> during;
    private final PnpMinorFunction refuses;
    private final Consumer<String> pullOut;
    private volatile CompletableFuture<Void> pulled;

    /**
     * @param during  which request; empty for AddDevice
     * @param refuses a request that it fails, or null
     * @param pullOut pulls a device out, on a thread of its own
     */
    public PulledOutDriver(IoManager io, Optional<PnpMinorFunction> during, PnpMinorFunction refuses,
            Consumer<String> pullOut) {
        super(io);
        this.during = during;
        this.refuses = refuses;
        this.pullOut = pullOut;
    }

    /** {@return whether somebody has begun to pull the hardware out, and is done} */
    public boolean isPulledOut() {
        return pulled != null && pulled.isDone();
    }

    private void pullOut(String instanceId) {
        if (pulled == null) {
            pulled = CompletableFuture.runAsync(() -> pullOut.accept(instanceId));
        }
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        if (during.isEmpty()) {
            pullOut(pdo.instanceId());
        }
        return super.addDevice(driver, pdo);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        if (during.filter(minor::equals).isPresent()) {
            pullOut(fdo.instanceId());
        }
        return minor == refuses ? complete(irp, NtStatus.DEVICE_BUSY) : super.dispatchPnp(fdo, irp, minor);
    }
}

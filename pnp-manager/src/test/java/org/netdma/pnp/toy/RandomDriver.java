// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.resource.AffinityPolicy;
import org.netdma.wdm.resource.InterruptKind;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** A driver that now and then answers anything, null included, throws, blocks, or handles an IRP in no legal way. */
public final class RandomDriver extends ToyDriver {

    private final Random random;
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Thread> others = new CopyOnWriteArrayList<>();

    public RandomDriver(IoManager io, Random random) {
        super(io);
        this.random = new Random(random.nextLong());
    }

    /** An exception that throws when it is asked what it says. */
    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("speechless");
        }
    }

    /** Lets the blocked threads go on, and waits for those of its own. */
    public void release() throws InterruptedException {
        release.countDown();
        for (Thread other : others) {
            other.join();
        }
    }

    private NtStatus status() {
        return status(random);
    }

    private static NtStatus status(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> throw new IllegalStateException("a driver's own mistake\nin two lines");
            case 2 -> throw random.nextBoolean() ? new Speechless() : new IllegalArgumentException(new Speechless());
            case 3 -> throw new StackOverflowError("a driver's own mistake");
            case 4 -> NtStatus.SUCCESS;
            default -> NtStatus.values()[random.nextInt(NtStatus.values().length)];
        };
    }

    private void block() {
        boolean stubborn = random.nextInt(4) == 0;
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException told) {
                if (!stubborn) {
                    return;
                }
            }
        }
    }

    private void elsewhere(Runnable what) {
        Thread other = new Thread(what, "random-driver");
        other.setUncaughtExceptionHandler((thread, thrown) -> { });
        others.add(other);
        other.start();
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        super.driverEntry(driver, registryPath);
        driver.setDispatch(MajorFunction.POWER, (fdo, irp) -> dispatch(fdo, irp, () -> io.forwardIrp(lower(fdo), irp)));
        switch (random.nextInt(30)) {
            case 0 -> driver.setAddDevice(null);
            case 1 -> driver.setUnload(null);
            case 2 -> driver.setDispatch(MajorFunction.PNP, null);
            case 3 -> block();
            case 4, 5 -> {
                return status();
            }
            default -> { }
        }
        return NtStatus.SUCCESS;
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        try {
            switch (random.nextInt(40)) {
                case 0 -> {
                    return status();
                }
                case 1, 2 -> {
                    attach(driver, pdo);
                    return status();
                }
                case 3 -> attach(driver, pdo);
                case 4 -> io.createDevice(driver, null);
                case 5 -> io.attachDeviceToDeviceStack(null, pdo);
                case 6 -> io.attachDeviceToDeviceStack(pdo, pdo);
                case 7 -> {
                    io.deleteDevice(attach(driver, pdo));
                    return NtStatus.SUCCESS;
                }
                case 8 -> {
                    attach(driver, pdo);
                    io.detachDevice(pdo);
                    return NtStatus.SUCCESS;
                }
                case 9 -> block();
                case 10 -> io.deleteDevice(pdo);
                default -> { }
            }
        } catch (NtStatusException refused) {
            return refused.status();
        }
        return super.addDevice(driver, pdo);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        return dispatch(fdo, irp, () -> super.dispatchPnp(fdo, irp, minor));
    }

    private NtStatus dispatch(DeviceObject fdo, Irp irp, Supplier<NtStatus> properly) {
        DeviceObject lower = lower(fdo);
        return switch (random.nextInt(80)) {
            case 0, 1 -> status();
            case 2, 3 -> complete(irp, status());
            case 4 -> {
                complete(irp, status());
                yield status();
            }
            case 5 -> {
                properly.get();
                yield complete(irp, status());
            }
            case 6 -> {
                properly.get();
                yield properly.get();
            }
            case 7 -> NtStatus.PENDING;
            case 8 -> pendCancellable(irp);
            case 9, 10 -> {
                irp.copyCurrentStackLocationToNext();
                irp.setCompletionRoutine((device, completed) -> status());
                yield io.callDriver(lower, irp);
            }
            case 11 -> io.forwardIrpSynchronously(lower, irp);
            case 12, 13 -> {
                irp.setInformation(information());
                yield properly.get();
            }
            case 14 -> {
                block();
                yield properly.get();
            }
            case 15, 16 -> completeElsewhere(irp);
            default -> dispatchStrangely(fdo, irp, properly);
        };
    }

    private NtStatus dispatchStrangely(DeviceObject fdo, Irp irp, Supplier<NtStatus> properly) {
        DeviceObject lower = lower(fdo);
        switch (random.nextInt(60)) {
            case 0 -> io.detachDevice(lower);
            case 1 -> io.deleteDevice(fdo);
            case 2 -> io.detachDevice(null);
            case 3 -> io.deleteDevice(null);
            case 4 -> io.completeRequest(null);
            case 5 -> io.writeErrorLogEntry(fdo, random.nextBoolean() ? null : "several\nlines {0}");
            case 6 -> irp.skipCurrentStackLocation();
            case 7 -> irp.setCompletionRoutine(null);
            case 8 -> {
                return io.callDriver(lower, irp);
            }
            case 9 -> {
                return io.forwardIrp(null, irp);
            }
            case 10 -> {
                return io.forwardIrpSynchronously(fdo, irp);
            }
            case 11 -> Thread.currentThread().interrupt();
            case 12 -> io.deleteDevice(lower);
            case 13 -> io.detachDevice(fdo);
            default -> { }
        }
        return properly.get();
    }

    private NtStatus pendCancellable(Irp irp) {
        int how = random.nextInt(4);
        irp.setCancelRoutine((device, cancelled) -> {
            switch (how) {
                case 0 -> complete(cancelled, NtStatus.CANCELLED);
                case 1 -> complete(cancelled, status());
                case 2 -> elsewhere(() -> complete(cancelled, NtStatus.CANCELLED));
                default -> throw new Speechless();
            }
        });
        return NtStatus.PENDING;
    }

    private NtStatus completeElsewhere(Irp irp) {
        irp.markPending();
        Random own = new Random(random.nextLong()); // else a seed would not repeat what other threads draw
        elsewhere(() -> complete(irp, status(own)));
        if (random.nextInt(3) == 0) {
            elsewhere(() -> complete(irp, NtStatus.SUCCESS));
        }
        return NtStatus.PENDING;
    }

    private IrpInformation information() {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> new IrpInformation.Text("no answer to that");
            case 2 -> new IrpInformation.Ids(List.of());
            case 3 -> new IrpInformation.DeviceState(
                    Set.of(IrpInformation.DeviceState.Flag.values()[random.nextInt(3)]));
            default -> new IrpInformation.Requirements(new ResourceRequirementsList(List.of(
                    new MemoryRequirement(number(), number(), random.nextBoolean() ? 0 : number(),
                            random.nextBoolean() ? 0xFFFF_FFFFL : number()),
                    new InterruptRequirement(InterruptKind.values()[random.nextInt(2)], (int) number(),
                            AffinityPolicy.SPECIFIED_PROCESSORS, number()))));
        };
    }

    private long number() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(3) - 1;
            default -> 1L << random.nextInt(64);
        };
    }

    @Override
    protected void unload(DriverObject driver) {
        super.unload(driver);
        switch (random.nextInt(8)) {
            case 0 -> status();
            case 1 -> block();
            default -> { }
        }
    }
}

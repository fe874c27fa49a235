// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.netdma.tck.wrong.Mutant.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.ChannelHandle;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.RegistryPath;

/** What providers do wrong when they are removed. */
final class RemovalMutants {

    static final List<Mutant> TABLE = List.of(
            driver("does not detach", "[PNP-10] REMOVE_DEVICE leaves", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected void leaveStack(SoundDevice device) {
                    // stays
                }
            }),
            driver("keeps place of removed device", "[PNP-10] a device that is removed with copies under way",
                    (io, netDma) -> new SoundDriver(io, netDma) {
                private int places;


                @Override
                public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
                    places = 6;
                    return super.driverEntry(driver, registryPath);
                }

                @Override
                protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
                    if (places == 0) {
                        return NtStatus.INSUFFICIENT_RESOURCES;
                    }
                    NtStatus status = super.addDevice(driver, pdo);
                    places -= status.isSuccess() ? 1 : 0;
                    return status;
                }

                @Override
                protected NtStatus surpriseRemoval(SoundDevice device, Irp irp) {
                    places++;
                    return super.surpriseRemoval(device, irp);
                }
            }),
            driver("remembers removed device", "[PNP-10] after REMOVE_DEVICE none",
                    (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus remove(SoundDevice device, Irp irp) {
                    NtStatus status = super.remove(device, irp);
                    Thread thread = new Thread(() -> lookAfter(device), "nostalgic");
                    thread.setDaemon(true);
                    thread.start();
                    return status;
                }

                private static void lookAfter(SoundDevice device) {
                    for (int looks = 0; looks < 200; looks++) {
                        device.registration.busMemory().window(0);
                        LockSupport.parkNanos(1_000_000);
                    }
                }
            }),
            driver("stops other devices", "[PNP-10] the removal of one", (io, netDma) -> new SoundDriver(io, netDma) {
                private final List<SoundDevice> all = new ArrayList<>();

                @Override
                protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
                    all.add(device);
                    return super.startDevice(device, parameters);
                }

                @Override
                protected NtStatus remove(SoundDevice device, Irp irp) {
                    all.forEach(this::stopDevice);
                    all.clear();
                    return super.remove(device, irp);
                }
            }),
            driver("remembers surprise", "[PNP-11] a device that is pulled",
                    (io, netDma) -> new SoundDriver(io, netDma) {
                private int surprises;

                @Override
                protected NtStatus surpriseRemoval(SoundDevice device, Irp irp) {
                    surprises++;
                    return super.surpriseRemoval(device, irp);
                }

                @Override
                protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
                    return surprises >= 2 ? NtStatus.UNSUCCESSFUL : super.addDevice(driver, pdo);
                }
            }),
            driver("ignores surprise removal", "[PNP-11] what is outstanding",
                    (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected NtStatus surpriseRemoval(SoundDevice device, Irp irp) {
                    return passDown(device, irp);
                }
            }),
            driver("leaves thread", "[PNP-12] after Unload no thread", (io, netDma) -> new SoundDriver(io, netDma) {
                @Override
                protected void unload(DriverObject driver) {
                    Thread thread = new Thread(LockSupport::park, "left behind");
                    thread.setDaemon(true);
                    thread.start();
                    super.unload(driver);
                }
            }),
            driver("loads only once", "[PNP-12] after Unload the driver", (io, netDma) -> new SoundDriver(io, netDma) {
                private boolean wasLoaded;

                @Override
                public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
                    if (wasLoaded) {
                        return NtStatus.UNSUCCESSFUL;
                    }
                    wasLoaded = true;
                    return super.driverEntry(driver, registryPath);
                }
            }),
            driver("overwrites HALTED after SURPRISE_REMOVAL", "[PNP-11] what is outstanding",
                    (io, netDma) -> new SoundDriver(io, netDma) {
                private final List<Runnable> cuts = new CopyOnWriteArrayList<>();

                @Override
                protected NtStatus surpriseRemoval(SoundDevice device, Irp irp) {
                    cuts.forEach(Runnable::run);
                    return super.surpriseRemoval(device, irp);
                }

                @Override
                protected SoundChannel channel(SoundDevice device, int number) {
                    return new SoundChannel(device, number) {
                        private boolean isCut;

                        @Override
                        protected void allocate(long completionAddress, ChannelHandle handle) {
                            super.allocate(completionAddress, handle);
                            cuts.add(this::cut);
                        }

                        private void cut() {
                            isCut = true;
                            long done = last;
                            forget();
                            writeWord(CompletionWord.of(done, TransferStatus.HALTED));
                        }

                        @Override
                        protected boolean transfer(SoundDescriptor of) {
                            boolean moved = super.transfer(of);
                            if (isCut) {
                                writeWord(CompletionWord.of(last, TransferStatus.ACTIVE));
                            }
                            return moved;
                        }
                    };
                }
            }));

    private RemovalMutants() {
    }
}

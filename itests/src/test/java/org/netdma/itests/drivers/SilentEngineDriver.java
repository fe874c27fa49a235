// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.itests.minimal.MinimalDriver;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The minimal provider with a thread of its own that copies, one for all channels of a device. Whoever interrupts the
 * thread ends it, and nobody is told: its driver takes submissions and resets channels as if nothing had happened.
 */
@Component(service = Driver.class)
@PnpDriver(name = "toy.silent-engine", hardwareIds = "ROOT\\SILENT_ENGINE", rootEnumerated = 1)
public final class SilentEngineDriver implements Driver {

    /** The name of the engine's thread. */
    public static final String THREAD = "silent-engine";

    private final Driver minimal;
    private Worker worker;

    @Activate
    public SilentEngineDriver(@Reference IoManager io, @Reference NetDma netDma) {
        minimal = new MinimalDriver(io, new Registrations(netDma));
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        return minimal.driverEntry(driver, registryPath);
    }

    private synchronized Worker newWorker() {
        endWorker();
        worker = new Worker();
        worker.start();
        return worker;
    }

    @Deactivate
    synchronized void endWorker() {
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** Gives each device that is added an engine with a new thread. */
    private final class Registrations implements NetDma {
        private final NetDma netDma;

        Registrations(NetDma netDma) {
            this.netDma = netDma;
        }

        @Override
        public NetDmaVersion version() {
            return netDma.version();
        }

        @Override
        public ProviderRegistration registerProvider(DmaProvider provider, ProviderCharacteristics characteristics)
                throws NetDmaException {
            return netDma.registerProvider(new SilentProvider(provider, newWorker()), characteristics);
        }
    }

    private record SilentProvider(DmaProvider minimal, Worker worker) implements DmaProvider {
        @Override
        public ChannelAllocation allocateDmaChannel(ChannelParameters parameters, ChannelHandle handle) {
            ChannelAllocation answer = minimal.allocateDmaChannel(parameters, handle);
            return answer instanceof ChannelAllocation.Allocated allocated
                    ? new ChannelAllocation.Allocated(new Channel(allocated.channel(), worker), allocated.cpu())
                    : answer;
        }
    }

    /** A channel whose submissions the driver's thread executes. */
    private static final class Channel implements ProviderChannel, ResettableChannel {
        private final ProviderChannel minimal;
        private final Worker worker;

        Channel(ProviderChannel minimal, Worker worker) {
            this.minimal = minimal;
            this.worker = worker;
        }

        @Override
        public NtStatus startDma(long descriptor, int count) {
            return worker.give(() -> minimal.startDma(descriptor, count));
        }

        @Override
        public NtStatus appendDma(long descriptor, int count) {
            return worker.give(() -> minimal.appendDma(descriptor, count));
        }

        @Override
        public NtStatus resetChannel() {
            return NtStatus.SUCCESS;
        }

        @Override
        public void freeDmaChannel() {
            minimal.freeDmaChannel();
        }
    }

    private static final class Worker extends Thread {
        private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();

        Worker() {
            super(THREAD);
            setDaemon(true);
        }

        NtStatus give(Runnable submission) {
            work.add(submission);
            return NtStatus.SUCCESS;
        }

        @Override
        public void run() {
            try {
                while (true) {
                    work.take().run();
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

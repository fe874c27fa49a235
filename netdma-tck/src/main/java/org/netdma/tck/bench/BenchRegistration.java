// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.netdma.NetDmaVersion;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.provider.spi.MessageInterruptProvider.ChannelAffinity;
import org.netdma.tck.bench.Device.Phase;
import org.netdma.wdm.NtStatus;

/** A registered engine: the driver's view of it, and the test's. */
public final class BenchRegistration implements ProviderRegistration {

    private enum State { REGISTERED, STARTED, STOPPING, POWERED_DOWN, DEREGISTERED }

    private final Bench bench;
    private final Device device;
    private final DmaProvider provider;
    private final ProviderCharacteristics characteristics;
    private final List<ChannelAffinity> affinities;
    private final List<Channel> channels = new CopyOnWriteArrayList<>();
    private final List<PnpNotificationCode> notifications = new CopyOnWriteArrayList<>();
    private volatile State state = State.REGISTERED;
    private volatile ProviderAttributes attributes;
    private volatile Runnable whileStarting = () -> { };
    private volatile Runnable whileStopping = () -> { };
    private volatile NtStatus startStatus = NtStatus.SUCCESS;

    BenchRegistration(Bench bench, Device device, DmaProvider provider, ProviderCharacteristics characteristics,
            List<ChannelAffinity> affinities) {
        this.bench = bench;
        this.device = device;
        this.provider = provider;
        this.characteristics = characteristics;
        this.affinities = affinities;
    }

    @Override
    public synchronized NtStatus start(ProviderAttributes given) {
        if (state == State.DEREGISTERED) {
            return stale("start");
        }
        if (state != State.REGISTERED) {
            bench.violations().add("STA-3", "start is called though the provider is started already");
            return NtStatus.INVALID_DEVICE_STATE;
        }
        if (startStatus != NtStatus.SUCCESS) {
            return startStatus;
        }
        if (!areLegal(given)) {
            bench.violations().add("STA-2", "start is called with attributes out of range: " + given);
            return NtStatus.INVALID_PARAMETER;
        }
        attributes = given;
        state = State.STARTED;
        whileStarting.run();
        return NtStatus.SUCCESS;
    }

    private boolean areLegal(ProviderAttributes given) {
        return given != null && given.dmaChannelCount() >= 1
                && given.dmaChannelCount() <= characteristics.maxDmaChannelCount()
                && given.maximumTransferSize() >= ProviderAttributes.LEAST_MAXIMUM_TRANSFER_SIZE
                && given.maximumTransferSize() <= ProviderAttributes.MOST_MAXIMUM_TRANSFER_SIZE
                && given.maximumAddressSpace() > 0;
    }

    @Override
    public synchronized NtStatus notifyPnpEvent(PnpNotificationCode code) {
        if (state == State.DEREGISTERED) {
            return stale("notifyPnpEvent");
        }
        notifications.add(code);
        if (!isNotifying()) {
            bench.violations().add("PWR-3", "notifyPnpEvent is called by a 1.0 provider, which can not notify");
            return NtStatus.NOT_SUPPORTED;
        }
        return switch (code) {
            case PROVIDER_POWER_DOWN -> powerDown();
            case PROVIDER_POWER_UP -> powerUp();
            case PROVIDER_REGISTERED, PROVIDER_ARRIVAL, PROVIDER_REMOVAL, CHANNEL_ARRIVAL -> {
                bench.violations().add("PWR-1", "notifyPnpEvent is called with " + code + ", which is the interface's");
                yield NtStatus.INVALID_PARAMETER;
            }
        };
    }

    private NtStatus powerDown() {
        if (state != State.STARTED) {
            bench.violations().add("PWR-1", "PROVIDER_POWER_DOWN comes while the provider is not started");
            return NtStatus.INVALID_DEVICE_STATE;
        }
        state = State.STOPPING;
        drain("PWR-1", "PROVIDER_POWER_DOWN came");
        state = State.POWERED_DOWN;
        return NtStatus.SUCCESS;
    }

    private NtStatus powerUp() {
        if (state != State.POWERED_DOWN) {
            bench.violations().add("PWR-2", "PROVIDER_POWER_UP comes while the provider is not powered down");
            return NtStatus.INVALID_DEVICE_STATE;
        }
        state = State.STARTED;
        if (!channels.stream().allMatch(Channel::reinitialize)) {
            bench.violations().add("PWR-2", "a channel does not take StartDma with a null transfer, or does not"
                    + " complete it, when PROVIDER_POWER_UP has come");
        }
        return NtStatus.SUCCESS;
    }

    @Override
    public synchronized NtStatus contextLost() {
        if (state == State.DEREGISTERED) {
            return stale("contextLost");
        }
        if (state != State.STARTED) {
            bench.violations().add("PWR-3", "contextLost is called while the provider is not started");
            return NtStatus.INVALID_DEVICE_STATE;
        }
        channels.forEach(Channel::loseContext);
        return NtStatus.SUCCESS;
    }

    @Override
    public synchronized NtStatus stop() {
        if (state == State.DEREGISTERED) {
            return stale("stop");
        }
        if (state != State.STARTED && state != State.POWERED_DOWN) {
            return NtStatus.INVALID_DEVICE_STATE;
        }
        if (state == State.STARTED) {
            state = State.STOPPING;
            drain("STO-1", "stop was called");
        }
        channels.forEach(Channel::free);
        state = State.REGISTERED;
        return NtStatus.SUCCESS;
    }

    private void drain(String rule, String since) {
        whileStopping.run();
        for (Channel channel : channels) {
            if (!channel.drain()) {
                bench.violations().add(rule, ("transfers that were outstanding when %s do not complete; the engine must"
                        + " go on until the call returns. The completion word is 0x%X: %s").formatted(since,
                        channel.word(), channel.progress()));
            }
        }
    }

    @Override
    public synchronized NtStatus deregister() {
        if (state == State.DEREGISTERED) {
            return stale("deregister");
        }
        if (state == State.STARTED || state == State.POWERED_DOWN) {
            bench.violations().add("STO-2", "deregister is called before stop");
            return NtStatus.INVALID_DEVICE_STATE;
        }
        state = State.DEREGISTERED;
        return NtStatus.SUCCESS;
    }

    private NtStatus stale(String call) {
        bench.violations().add("REG-4", call + " is called with a registration that is deregistered already");
        return NtStatus.INVALID_HANDLE;
    }

    @Override
    public BusMemory busMemory() {
        return this::window;
    }

    private BusWindow window(long address) {
        if (device.isAsleep()) {
            bench.violations().add("PWR-1", "the engine looks up address 0x%X in low power".formatted(address));
        }
        if (state != State.DEREGISTERED) {
            return bench.memory().window(address);
        }
        if (device.phase() == Phase.REMOVED) {
            bench.violations().add("PNP-10",
                    "the engine looks up address 0x%X after its device was removed".formatted(address));
        }
        return Region.EMPTY;
    }

    /** Runs something while the next ProviderStart is being handled, before it returns [STA-1]. */
    public void whileStarting(Runnable work) {
        whileStarting = work;
    }

    /** Runs something in each ProviderStop and ProviderPowerDown, before transfers are waited for [STO-1, PWR-1]. */
    public void whileStopping(Runnable work) {
        whileStopping = work;
    }

    /** Makes it answer ProviderStart with this status. */
    public void refuseStart(NtStatus status) {
        startStatus = status;
    }

    /** {@return what the driver registered} */
    public ProviderCharacteristics characteristics() {
        return characteristics;
    }

    /** {@return the driver's object for the engine} */
    public DmaProvider provider() {
        return provider;
    }

    /** {@return what the driver said at the last start} */
    public ProviderAttributes attributes() {
        return attributes;
    }

    /** {@return which CPU each channel's interrupt was asked to go to [REG-6]} */
    public List<ChannelAffinity> affinities() {
        return affinities;
    }

    /** {@return whether chains are counted [XFR-4], not linked [XFR-3]} */
    public boolean isCounted() {
        return characteristics.version().isAtLeast(NetDmaVersion.V2_0);
    }

    /** {@return whether the driver has it started} */
    public boolean isStarted() {
        return state == State.STARTED;
    }

    /** {@return whether it is of a version that tells of power [PWR-1, PWR-3]} */
    public boolean isNotifying() {
        return characteristics.version().isAtLeast(NetDmaVersion.V1_1);
    }

    /** {@return what the driver told of power, oldest first} */
    public List<PnpNotificationCode> notifications() {
        return List.copyOf(notifications);
    }

    /** {@return whether the driver has told that the engine has no power} */
    public boolean isPoweredDown() {
        return state == State.POWERED_DOWN;
    }

    /** {@return whether the driver has given it back} */
    public boolean isDeregistered() {
        return state == State.DEREGISTERED;
    }

    /** Allocates a channel for a client that has any CPU. {@return it} */
    public Channel allocate() {
        return tryAllocate(Bench.ALL_PROCESSORS)
                .orElseThrow(() -> new AssertionError("AllocateDmaChannel refused though channels are free"));
    }

    /** Allocates a channel. {@return it; empty when the driver refused with INSUFFICIENT_RESOURCES} */
    public Optional<Channel> tryAllocate(long processors) {
        return tryAllocate(1, 0, processors);
    }

    /** Allocates a channel for CPUs of a processor group, which takes revision 2 of the parameters. */
    public Optional<Channel> tryAllocate(int revision, int group, long processors) {
        return tryAllocate(revision, group, processors, 0);
    }

    /** Allocates a channel that is more urgent than others, for any CPU [CHN-5]. */
    public Optional<Channel> tryAllocateUrgent(int priority) {
        return tryAllocate(1, 0, Bench.ALL_PROCESSORS, priority);
    }

    private synchronized Optional<Channel> tryAllocate(int revision, int group, long processors, int priority) {
        Channel channel = new Channel(bench, this, processors);
        ChannelParameters parameters =
                new ChannelParameters(revision, channel.completionAddress(), processors, priority, group);
        ChannelAllocation answer = provider.allocateDmaChannel(parameters, channel.handle());
        if (answer instanceof ChannelAllocation.Allocated allocated) {
            channel.allocated(allocated);
            channels.add(channel);
            return Optional.of(channel);
        }
        NtStatus status = answer instanceof ChannelAllocation.Refused refused ? refused.status() : null;
        if (status != NtStatus.INSUFFICIENT_RESOURCES) {
            bench.violations().add("CHN-3", "a refused allocation reports %s, not %s".formatted(status,
                    NtStatus.INSUFFICIENT_RESOURCES));
        }
        return Optional.empty();
    }

    Device device() {
        return device;
    }

    void forget(Channel channel) {
        channels.remove(channel);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.sound;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.netdma.NetDmaVersion;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PowerMinorFunction;
import org.netdma.wdm.RegistryPath;

/** A driver that has every optional ability too. */
public class AbleSoundDriver extends SoundDriver {

    private final Set<SoundDevice> asleep = new HashSet<>();

    public AbleSoundDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        driver.setDispatch(MajorFunction.POWER, (fdo, irp) -> power(fdo.extension(SoundDevice.class), irp));
        return super.driverEntry(driver, registryPath);
    }

    @Override
    protected ProviderCharacteristics characteristics(SoundOptions options, DeviceObject pdo) {
        Set<ProviderFlag> flags =
                options.isCounted() ? EnumSet.allOf(ProviderFlag.class) : EnumSet.noneOf(ProviderFlag.class);
        return new ProviderCharacteristics(options.version(), flags, pdo, options.channels(), "Able sound engine");
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number);
    }

    @Override
    protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters, ChannelHandle handle) {
        ChannelAllocation answer = super.allocate(engine, parameters, handle);
        return answer instanceof ChannelAllocation.Allocated allocated ? new ChannelAllocation.Allocated(
                allocated.channel(), parameters.group() * Long.SIZE + allocated.cpu()) : answer;
    }

    @Override
    protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
        asleep.remove(device);
        return super.startDevice(device, parameters);
    }

    protected NtStatus power(SoundDevice device, Irp irp) {
        if (irp.currentStackLocation().minor() == PowerMinorFunction.SET_POWER && device.isPowered()
                && irp.currentStackLocation().parameters() instanceof IrpParameters.Power wanted) {
            setPower(device, wanted.state());
        }
        return passDown(device, irp);
    }

    protected void setPower(SoundDevice device, DevicePowerState state) {
        if (state == DevicePowerState.D3 && asleep.add(device)) {
            down(device);
        } else if (state == DevicePowerState.D0 && asleep.remove(device)) {
            up(device);
        }
    }

    protected void down(SoundDevice device) {
        if (isNotifying(device)) {
            device.registration.notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
        } else {
            forEachChannel(device, AbleSoundChannel::finishAll);
        }
        sleep(device);
    }

    protected void up(SoundDevice device) {
        wake(device);
        if (isNotifying(device)) {
            device.registration.notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP);
        } else {
            device.registration.contextLost();
        }
    }

    protected void sleep(SoundDevice device) {
        device.engine().powerDown();
        forEachChannel(device, AbleSoundChannel::loseContext);
    }

    protected void wake(SoundDevice device) {
        device.engine().powerUp();
    }

    protected boolean isAsleep(SoundDevice device) {
        return asleep.contains(device);
    }

    protected static boolean isNotifying(SoundDevice device) {
        return device.options.version().isAtLeast(NetDmaVersion.V1_1);
    }

    private static void forEachChannel(SoundDevice device, Consumer<AbleSoundChannel> action) {
        device.engine().channels().forEach(channel -> action.accept((AbleSoundChannel) channel));
    }
}

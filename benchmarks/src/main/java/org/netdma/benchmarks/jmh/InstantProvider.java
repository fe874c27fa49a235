// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.jmh;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.NtStatus;

/** A provider without hardware: its channels say at once that all is done, and move nothing. */
final class InstantProvider implements DmaProvider {

    private static final String INSTANCE_ID = "ROOT\\INSTANT\\0000";

    private final int ringCapacity;
    private final ProviderRegistration registration;

    /** Registers and starts it. @param ringCapacity of its channels */
    InstantProvider(NetDma netDma, int ringCapacity) throws NetDmaException {
        this.ringCapacity = ringCapacity;
        registration = netDma.registerProvider(this, new ProviderCharacteristics(NetDmaVersion.V2_0, Set.of(), device(),
                1, "Instant engine"));
        registration.start(new ProviderAttributes(1, 0, 0, 1, 1 << 20, Long.MAX_VALUE));
    }

    /** {@return a PDO on paper, with an FDO above: registration asks whose they are, and for the instance id} */
    private static DeviceObject device() {
        DriverObject driver = onPaper(DriverObject.class, Map.of("name", "instant"));
        DeviceObject function = onPaper(DeviceObject.class, Map.of("driver", driver, "attachedDevice", Optional.empty(),
                "instanceId", INSTANCE_ID, "name", INSTANCE_ID));
        return onPaper(DeviceObject.class, Map.of("driver", driver, "attachedDevice", Optional.of(function),
                "instanceId", INSTANCE_ID, "name", INSTANCE_ID));
    }

    private static <T> T onPaper(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (object, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(object);
                    case "equals" -> object == arguments[0];
                    default -> answers.get(method.getName());
                }));
    }

    @Override
    public ChannelAllocation allocateDmaChannel(ChannelParameters parameters, ChannelHandle handle) {
        return new ChannelAllocation.Allocated(new Channel(registration.busMemory(),
                parameters.completionPhysicalAddress(), ringCapacity), 0);
    }

    private static final class Channel implements ProviderChannel {

        private final ByteBuffer bytes;
        private final int wordOffset;
        private final int mask;
        private long ring;
        private long last = -1;

        Channel(BusMemory memory, long word, int ringCapacity) {
            BusWindow window = memory.window(word);
            bytes = window.bytes();
            wordOffset = (int) (word - window.start());
            mask = ringCapacity - 1;
        }

        @Override
        public NtStatus startDma(long descriptor, int count) {
            ring = descriptor;
            return appendDma(descriptor, count);
        }

        @Override
        public NtStatus appendDma(long descriptor, int count) {
            last += count;
            DescriptorLayout.LONG.setRelease(bytes, wordOffset,
                    CompletionWord.of(ring + (last & mask) * DescriptorLayout.SIZE, TransferStatus.IDLE));
            return NtStatus.SUCCESS;
        }

        @Override
        public void freeDmaChannel() {
            // has nothing
        }
    }
}

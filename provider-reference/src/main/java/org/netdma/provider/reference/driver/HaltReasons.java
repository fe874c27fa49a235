// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;
import org.netdma.provider.reference.hw.ChannelRegisters;
import org.netdma.provider.reference.hw.FaultCode;
import org.netdma.provider.spi.HaltReason;
import org.netdma.wdm.NtStatus;

/**
 * Says why a channel halted, from CHAN_ERROR and the descriptor at FAULT_ADDRESS, which stays as it is until the
 * interface starts the channel again.
 *
 * @param memory where the descriptors are
 */
record HaltReasons(BusMemory memory) {

    /** {@return why it halted; empty if it was aborted} */
    Optional<HaltReason> of(ChannelRegisters channel) {
        FaultCode fault = channel.error();
        return switch (fault) {
            case NONE -> Optional.empty();
            case MEMORY -> Optional.of(vanished(channel, new InternalError()));
            case RELEASED -> Optional.of(vanished(channel, new IllegalStateException()));
            case SOURCE_ADDRESS, DESTINATION_ADDRESS, DESTINATION_READ_ONLY, DESCRIPTOR_ADDRESS, DESCRIPTOR_ALIGNMENT,
                    CONTROL_FLAGS, TRANSFER_SIZE, PAGE_BREAK_ADDRESS, COMPLETION_ADDRESS ->
                    reason(NtStatus.IO_DEVICE_ERROR, channel);
            case INJECTED -> reason(injected(channel.errorDetail()), channel);
            case DETACHED, BROKEN -> reason(NtStatus.DEVICE_REMOVED, channel);
            case INTERNAL -> reason(NtStatus.DRIVER_INTERNAL_ERROR, channel);
        };
    }

    /** {@return the status that an error was injected with: its detail is the code} */
    private static NtStatus injected(int code) {
        return Stream.of(NtStatus.values()).filter(status -> status.code() == code && !status.isSuccess()).findFirst()
                .orElse(NtStatus.IO_DEVICE_ERROR);
    }

    private static Optional<HaltReason> reason(NtStatus status, ChannelRegisters channel) {
        return Optional.of(new HaltReason(status, "the engine stopped: " + channel.error().text()));
    }

    private HaltReason vanished(ChannelRegisters channel, Throwable how) {
        long descriptor = channel.faultAddress();
        BusWindow ring = memory.window(descriptor);
        if (ring.mayVanish() || !ring.holds(descriptor, DescriptorLayout.SIZE)) {
            return HaltReason.memoryFault(how, ring);
        }
        ByteBuffer bytes = ring.bytes();
        int at = (int) (descriptor - ring.start());
        return HaltReason.memoryFault(how, memory.window(bytes.getLong(at + DescriptorLayout.SOURCE_ADDRESS)),
                memory.window(bytes.getLong(at + DescriptorLayout.DESTINATION_ADDRESS)));
    }
}

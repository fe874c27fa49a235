// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.netdma.descriptor.CompletionWord;
import org.netdma.provider.reference.hw.ChannelRegisters;

/**
 * What DEVICE_CONTROL with code {@value #CONTROL_CODE} answers: the registers of each channel, for people and tests.
 */
final class EngineReport {

    /** The device control code. */
    static final int CONTROL_CODE = 1;

    private EngineReport() {
    }

    /** {@return a line for each channel} */
    static String of(PoweredEngine powered) {
        if (!powered.isWorking()) {
            return "no power: the device is in D3";
        }
        return IntStream.range(0, powered.engine().options().channels()).mapToObj(powered.engine()::channel)
                .map(EngineReport::line).collect(Collectors.joining("\n"));
    }

    private static String line(ChannelRegisters channel) {
        long status = channel.status();
        return "channel %d: %s, priority %d, last descriptor 0x%X, error %s at 0x%X, DCA target %d, hints %d".formatted(
                channel.channel(), CompletionWord.status(status), channel.priority(), CompletionWord.address(status),
                channel.error(), channel.faultAddress(), channel.dcaTarget(), channel.dcaHints());
    }
}

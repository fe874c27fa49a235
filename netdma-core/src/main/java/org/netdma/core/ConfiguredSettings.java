// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import java.util.Map;
import org.netdma.core.settings.Settings;

/**
 * Reads the settings from the configuration {@value InterfaceComponent#PID}.
 *
 * @param values as a person wrote them
 */
record ConfiguredSettings(ConfiguredValues values) {

    /** @param properties by name, values as text or as what they are */
    ConfiguredSettings(Map<String, ?> properties) {
        this(new ConfiguredValues(InterfaceComponent.PID, properties));
    }

    /** {@return the settings} */
    Settings read() {
        Settings otherwise = Settings.DEFAULT;
        return new Settings(
                values.milliseconds("transferTimeoutMillis", otherwise.transferTimeout()),
                values.milliseconds("regionCloseLimitMillis", otherwise.regionCloseLimit()),
                values.flag("messageInterrupts", otherwise.messageInterrupts()),
                Math.toIntExact(values.number("processorCount", 0, Settings.MAXIMUM_PROCESSORS,
                        otherwise.processorCount())),
                values.milliseconds("driverCallLimitMillis", otherwise.driverCallLimit()));
    }
}

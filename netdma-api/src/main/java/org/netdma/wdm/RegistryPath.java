// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A driver's parameters: the ConfigurationAdmin configuration of its {@linkplain #pid() PID}. Values are read when
 * asked for, so a driver that reads them in AddDevice or START_DEVICE has the newest ones each time a device starts.
 * A change of the configuration restarts the driver's devices.
 *
 * <p>Windows: IoOpenDeviceRegistryKey, and the RegistryPath of DriverEntry.
 */
@ProviderType
public interface RegistryPath {

    /** {@return the PID of the configuration} */
    String pid();

    /** {@return all parameters as they are now; empty when nothing is configured} */
    Map<String, Object> parameters();

    /**
     * Reads a whole number; text is accepted in decimal and, after 0x, in hexadecimal.
     *
     * @param name         of the parameter
     * @param defaultValue when it is not configured
     * @param minimum      smallest legal value
     * @param maximum      largest legal value
     * @return the value, within the limits
     * @throws NtStatusException INVALID_PARAMETER, naming PID, parameter, value and limits
     */
    long integer(String name, long defaultValue, long minimum, long maximum) throws NtStatusException;

    /**
     * Reads text.
     *
     * @param name         of the parameter
     * @param defaultValue when it is not configured
     * @return the value
     */
    String text(String name, String defaultValue);

    /**
     * Reads one of the names of an enum, in any case.
     *
     * @param name         of the parameter
     * @param defaultValue when it is not configured; its class says which names are legal
     * @return the value
     * @throws NtStatusException INVALID_PARAMETER, naming PID, parameter, value and the legal names
     */
    <E extends Enum<E>> E choice(String name, E defaultValue) throws NtStatusException;

    /**
     * Reads true or false.
     *
     * @param name         of the parameter
     * @param defaultValue when it is not configured
     * @return the value
     * @throws NtStatusException INVALID_PARAMETER, naming PID, parameter and value
     */
    boolean flag(String name, boolean defaultValue) throws NtStatusException;

    /**
     * Refuses a value that was read as it is, because the driver itself finds it wrong. Made this way, the reason shows
     * in the problem text of the device, though AddDevice returns a status only.
     *
     * @param name     of the parameter
     * @param expected which values are legal, such as {@code a power of two}
     * @return to be thrown: INVALID_PARAMETER, naming PID, parameter, value and what is expected
     */
    default NtStatusException refusal(String name, String expected) {
        return new NtStatusException(NtStatus.INVALID_PARAMETER, "RegistryPath",
                "parameter %s of %s is '%s', expected %s".formatted(name, pid(), parameters().get(name), expected));
    }
}

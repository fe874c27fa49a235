// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.pnp.registry.ParameterSource;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

class DeviceStackTest {

    private final LoadedDriver driver = new LoadedDriver("toy",
            new ConfiguredRegistryPath("toy", ParameterSource.NONE));
    private final DeviceLayer pdo = new DeviceLayer(driver, "extension of the PDO");
    private final DeviceLayer fdo = new DeviceLayer(driver, "extension of the FDO");
    private final DeviceStack stack = new DeviceStack(pdo, "ROOT\\TOY\\0000");

    private static void assertRefused(NtStatus status, Executable call) {
        assertEquals(status, assertThrows(NtStatusException.class, call).status());
    }

    @Test
    @DisplayName("[REG-1] an object is on the stack at the moment it is attached")
    void shouldHaveAnObjectOnTopOnceItIsAttached() throws NtStatusException {
        stack.open();
        assertEquals(Optional.empty(), pdo.attachedDevice());
        assertSame(pdo, stack.attach(fdo));
        assertEquals(Optional.of(fdo), pdo.attachedDevice());
        assertSame(fdo, stack.top());
        assertEquals("ROOT\\TOY\\0000", fdo.instanceId());
        assertEquals("FDO of ROOT\\TOY\\0000", fdo.name());
        assertEquals("extension of the FDO", fdo.extension(String.class));
        assertThrows(ClassCastException.class, () -> fdo.extension(Integer.class));
    }

    @Test
    @DisplayName("[PNP-10] nobody attaches to a stack that is not open to it")
    void shouldRefuseToAttachToAClosedStack() {
        assertRefused(NtStatus.INVALID_DEVICE_STATE, () -> stack.attach(fdo));
        stack.open();
        stack.close();
        assertRefused(NtStatus.INVALID_DEVICE_STATE, () -> stack.attach(fdo));
        assertEquals(List.of(pdo), stack.layers());
        assertEquals("unattached device object of driver toy", fdo.name());
    }

    @Test
    void shouldRefuseAnObjectThatIsAttachedOrDeleted() throws NtStatusException {
        stack.open();
        stack.attach(fdo);
        assertRefused(NtStatus.INVALID_DEVICE_STATE, () -> stack.attach(fdo));
        stack.detach(fdo);
        fdo.markDeleted();
        assertRefused(NtStatus.INVALID_DEVICE_STATE, () -> stack.attach(fdo));
    }

    @Test
    void shouldRememberWhereAnObjectWas() throws NtStatusException {
        stack.open();
        stack.attach(fdo);
        stack.detach(fdo);
        assertEquals("", fdo.instanceId());
        assertEquals("FDO of ROOT\\TOY\\0000", fdo.name());
        assertEquals(Optional.of(stack), fdo.home());
        stack.detach(pdo);
        assertSame(pdo, stack.top(), "the PDO stays");
    }

    @Test
    @DisplayName("[PNP-1] routines are set in DriverEntry, device objects are made after it")
    void shouldTakeRoutinesInDriverEntryOnly() throws NtStatusException {
        assertRefused(NtStatus.INVALID_DEVICE_STATE, () -> driver.createDevice("too early"));
        driver.setAddDevice((object, device) -> NtStatus.SUCCESS);
        driver.setUnload(object -> { });
        driver.driverEntryDone();
        driver.setAddDevice(null);
        assertEquals(NtStatus.SUCCESS, driver.addDevice().addDevice(driver, pdo));
        DeviceLayer made = driver.createDevice("in time");
        assertTrue(driver.devices().contains(made));
        driver.revoke();
        assertRefused(NtStatus.INVALID_DEVICE_STATE, () -> driver.createDevice("too late"));
    }
}

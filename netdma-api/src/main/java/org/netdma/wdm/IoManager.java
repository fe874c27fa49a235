// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import org.netdma.wdm.driver.DeferredRoutine;
import org.netdma.wdm.driver.InterruptServiceRoutine;
import org.netdma.wdm.resource.InterruptResource;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The service through which drivers make device objects, pass IRPs along the stack, and connect interrupts.
 *
 * <p>Windows: the IoXxx and KeXxx routines of the kernel.
 */
@ProviderType
public interface IoManager {

    /**
     * Makes a device object that belongs to no stack yet. Called in AddDevice for an FDO or filter, and by a bus driver
     * for a PDO. Windows: IoCreateDevice.
     *
     * @param driver    the calling driver
     * @param extension the driver's own object for this device; comes back from {@link DeviceObject#extension}
     * @return the new object, to be given back with {@link #deleteDevice}
     * @throws NtStatusException INVALID_DEVICE_STATE when the driver is not loaded, or no longer
     */
    DeviceObject createDevice(DriverObject driver, Object extension) throws NtStatusException;

    /**
     * Puts a device object on top of the stack that {@code target} is in. It is on the stack, and may get IRPs, at the
     * moment this returns. Windows: IoAttachDeviceToDeviceStack.
     *
     * @param device attached to no stack yet
     * @param target any object of the stack; in AddDevice the PDO
     * @return the object that was on top before: where {@code device} sends its IRPs
     * @throws NtStatusException INVALID_DEVICE_STATE when {@code device} is attached already, or the stack is being
     *                           removed
     */
    DeviceObject attachDeviceToDeviceStack(DeviceObject device, DeviceObject target) throws NtStatusException;

    /**
     * Takes the object attached above {@code lower} off the stack. Nothing happens when there is none; one of another
     * driver stays, and the mistake is logged [PNP-18]. Windows: IoDetachDevice.
     */
    void detachDevice(DeviceObject lower);

    /**
     * Gives a device object up. Nothing happens when it is deleted already. An object still attached is detached, and
     * the mistake is logged [PNP-10]; so is a driver's attempt to delete an object of another, which stays [PNP-18].
     * Windows: IoDeleteDevice.
     */
    void deleteDevice(DeviceObject device);

    /**
     * Passes an IRP to a device object's driver, after {@link Irp#copyCurrentStackLocationToNext()} or
     * {@link Irp#skipCurrentStackLocation()}. Runs the driver's dispatch routine on the calling thread. Windows:
     * IoCallDriver.
     *
     * @return what the dispatch routine returned; {@link NtStatus#PENDING} when the IRP is completed later. A driver
     *         that throws fails the IRP with {@link NtStatus#DRIVER_INTERNAL_ERROR} [PNP-18]
     */
    NtStatus callDriver(DeviceObject device, Irp irp);

    /**
     * Passes an IRP down and waits until the lower drivers have completed it; the caller owns it again and completes
     * it after its own part of the work. The wait has a limit, after which the status is
     * {@link NtStatus#IO_TIMEOUT} and the IRP is no longer the caller's. Called in a dispatch routine on the PnP
     * thread. Windows: IoForwardIrpSynchronously.
     *
     * @param lower what {@link #attachDeviceToDeviceStack} returned
     * @return the status the lower drivers gave the IRP
     */
    NtStatus forwardIrpSynchronously(DeviceObject lower, Irp irp);

    /**
     * Passes an IRP down for good: skips the stack location and calls the driver below. Windows:
     * IoSkipCurrentIrpStackLocation and IoCallDriver.
     *
     * @return what the driver below returned, to be returned by the caller too
     */
    NtStatus forwardIrp(DeviceObject lower, Irp irp);

    /**
     * Completes an IRP with the status it holds; its completion routines run, on this thread, from here up. A second
     * completion is refused and logged with the driver's name [PNP-9]. Windows: IoCompleteRequest.
     */
    void completeRequest(Irp irp);

    /**
     * Says in words why a request fails: a status names no cause. While the driver handles AddDevice, START_DEVICE,
     * FILTER_RESOURCE_REQUIREMENTS or QUERY_PNP_DEVICE_STATE and fails it, or reports a failed device, the text becomes
     * the device's problem text, which is logged; at any other time it goes to the log. Windows: IoWriteErrorLogEntry.
     *
     * @param device of the stack that the request is for; in AddDevice the PDO
     * @param text   one line that names the thing, the rule and the way out
     */
    default void writeErrorLogEntry(DeviceObject device, String text) {
        System.getLogger(IoManager.class.getName()).log(System.Logger.Level.ERROR, "{0}: {1}", device, text);
    }

    /**
     * Reports that the state of a started device has changed, for example that its engine died. The PnP manager sends
     * QUERY_PNP_DEVICE_STATE soon; when the answer carries {@link IrpInformation.DeviceState.Flag#FAILED} it removes
     * the device by surprise and leaves it with problem 43 until it is restarted, with
     * {@link IrpInformation.DeviceState.Flag#DISABLED} with problem 22. The driver says why with
     * {@link #writeErrorLogEntry} while it answers: that is the problem text. Nothing happens when the device is not started.
     * Callable from any thread, a routine of the driver included; returns at once. An I/O manager without a PnP manager
     * ignores it. Windows: IoInvalidateDeviceState.
     *
     * @param device an object of the device's stack: PDO, FDO or filter
     */
    default void invalidateDeviceState(DeviceObject device) {
    }

    /**
     * Connects a service routine to an interrupt assigned at START_DEVICE. Windows: IoConnectInterruptEx.
     *
     * @param device   the FDO
     * @param resource one of the interrupts of the assigned list
     * @param routine  runs on the thread that signals; must be quick
     * @return the connection, to be disconnected while handling STOP_DEVICE, SURPRISE_REMOVAL or REMOVE_DEVICE
     * @throws NtStatusException INVALID_PARAMETER when the interrupt is not assigned to this device
     */
    InterruptObject connectInterrupt(DeviceObject device, InterruptResource resource, InterruptServiceRoutine routine)
            throws NtStatusException;

    /**
     * Makes a deferred procedure call. Windows: KeInitializeDpc.
     *
     * @param device  the FDO
     * @param routine runs on the DPC thread of the CPU it is queued to; must not wait
     * @return the call, to be closed while handling STOP_DEVICE, SURPRISE_REMOVAL or REMOVE_DEVICE
     */
    DeferredProcedureCall createDpc(DeviceObject device, DeferredRoutine routine);

    /** {@return how many CPUs have a DPC queue, 1 to 64. Windows: KeQueryActiveProcessorCount} */
    int processorCount();
}

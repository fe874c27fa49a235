// SPDX-License-Identifier: Apache-2.0
/**
 * Faults on purpose: what a provider can be asked to do wrong, so that whoever depends on it can show what happens
 * then.
 *
 * <p>Each device whose driver can do so offers a service, {@link org.netdma.fault.FaultInjection}, while it is started;
 * its properties say which device it is and which faults it takes. A service and not an IRP_MJ_DEVICE_CONTROL code,
 * although drivers have those too: the faults are types that the compiler checks, and not numbers and text that each
 * driver reads in its own way; the call takes no place in the device stack, so it works while requests are pending,
 * which is when a fault is wanted; a bundle finds, and OSGi permissions grant, the service of one device by its
 * properties; and a provider that cannot inject faults has no code for it. Everything here is for tests: a fault is
 * real to its clients.
 */
@Export
@Version("1.1.0")
package org.netdma.fault;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

// SPDX-License-Identifier: Apache-2.0
/**
 * The Windows Driver Model as a provider driver sees it: IRPs, device and driver objects, the I/O manager's services,
 * interrupts and deferred procedure calls. Everything here is implemented by the PnP manager; what a driver implements
 * is in {@link org.netdma.wdm.driver}.
 *
 * <p>Unless a method says otherwise it may be called from any thread.
 */
@Export
@Version("1.1.0")
package org.netdma.wdm;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

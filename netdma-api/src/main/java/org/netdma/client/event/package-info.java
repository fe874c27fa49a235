// SPDX-License-Identifier: Apache-2.0
/** What a client implements and is told: providers and channels that come and go. */
@Export
@Version("1.0.0")
package org.netdma.client.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

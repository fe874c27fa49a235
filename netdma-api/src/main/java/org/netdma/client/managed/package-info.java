// SPDX-License-Identifier: Apache-2.0
/**
 * Copies that survive their engines: spread over all providers, tried again elsewhere when an engine is pulled out,
 * hangs or fails, and done by the CPU when none is left, as the caller chose.
 */
@Export
@Version("1.0.0")
package org.netdma.client.managed;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

// SPDX-License-Identifier: Apache-2.0
/**
 * The 64-byte descriptor and the completion word, as an engine reads and writes them: constants and pure functions.
 */
@Export
@Version("1.0.0")
package org.netdma.descriptor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

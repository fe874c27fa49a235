// SPDX-License-Identifier: Apache-2.0
/**
 * What the launcher, outside the framework, and the shell, a bundle inside, know of each other. The launcher carries
 * these types and the framework exports them, so that both sides mean the same classes.
 */
@Version("1.1.0")
package org.netdma.launcher.console;

import org.osgi.annotation.versioning.Version;

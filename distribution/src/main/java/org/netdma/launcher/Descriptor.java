// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The descriptors of the standard streams. One that is closed when the JVM starts is given to the first file that the
 * JVM opens, such as the classes of the JDK, which would be taken for commands then. The start script opens the null
 * device in their place; this is for those who start the JVM without it.
 */
enum Descriptor {
    IN, OUT, ERR;

    /** {@return whether it was closed when the JVM started, as far as the system tells} */
    boolean wasClosed() {
        try {
            Path file = Path.of("/proc/self/fd", Integer.toString(ordinal())).toRealPath();
            return file.toString().endsWith(".jar") || file.startsWith(Path.of(System.getProperty("java.home")).toRealPath());
        } catch (IOException e) {
            return false; // no file, or no system with /proc
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
/**
 * Copies a file through buffers and chains of descriptors, verifies it, and leaves either a whole file or none.
 * Knows the client API, nothing of the shell. What goes wrong is an {@link java.io.IOException} or a
 * {@link org.netdma.NetDmaException} whose message is one line for people.
 */
package org.netdma.core.shell.file;

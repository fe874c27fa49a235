// SPDX-License-Identifier: Apache-2.0
/** The encoding of the files that people write: UTF-8, with or without a byte order mark, and nothing else. */
package org.netdma.launcher.text;

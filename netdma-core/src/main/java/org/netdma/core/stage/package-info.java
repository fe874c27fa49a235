// SPDX-License-Identifier: Apache-2.0
/** What callers of asynchronous copies get, and may do with it. */
package org.netdma.core.stage;

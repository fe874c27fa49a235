// SPDX-License-Identifier: Apache-2.0
/** The conformance kit in a container: against provider bundles that are right, and against some that are wrong. */
package org.netdma.itests.tck;

// SPDX-License-Identifier: Apache-2.0
/**
 * The measured side of the comparison: a process that holds one way to copy memory, a {@link
 * org.netdma.benchmarks.copy.CopyPort}, and answers requests for samples, one a line. Each contender has a process of
 * its own, so that its calls stay monomorphic and no contender warms or spoils another's code.
 */
package org.netdma.benchmarks.copy;

// SPDX-License-Identifier: Apache-2.0
/**
 * The comparison: starts a process for each contender, asks them in turn for samples, so that they meet the same
 * machine, and writes tables, ratios and plots.
 */
package org.netdma.benchmarks.compare;

// SPDX-License-Identifier: Apache-2.0
/** What a copy costs on this machine, for a person with ten seconds. Figures to rely on come from the benchmarks. */
package org.netdma.core.shell.bench;

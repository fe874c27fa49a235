// SPDX-License-Identifier: Apache-2.0
/** JMH benchmarks of the full path in the container and of its parts; {@code benchmarks/jmh} runs them. */
package org.netdma.benchmarks.jmh;

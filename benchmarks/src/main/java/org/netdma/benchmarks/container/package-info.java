// SPDX-License-Identifier: Apache-2.0
/**
 * NetDMA as a contender: an embedded Felix with the bundles as shipped, and in it this module's own bundle as a client
 * like any other, so that interfaces, class loaders and services are those of production.
 */
package org.netdma.benchmarks.container;

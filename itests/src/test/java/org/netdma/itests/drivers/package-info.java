// SPDX-License-Identifier: Apache-2.0
/**
 * Toy drivers, each named after the one thing it does wrong, and what makes bundles of them. They write what they are
 * asked into a journal: a service of the test's, a {@code Consumer<String>} with the property that
 * {@link org.netdma.itests.drivers.ToyDriver#JOURNAL} names.
 */
package org.netdma.itests.drivers;

// SPDX-License-Identifier: Apache-2.0
/**
 * Jupiter tests that run inside an OSGi framework: a test class annotated with {@link org.netdma.tck.exam.InFelix}
 * gets a Felix of its own, started and provisioned by Pax Exam, and its methods run in a bundle there.
 *
 * <p>Jupiter stays in charge outside: it finds the tests, orders them, resolves their parameters, applies conditions
 * and timeouts, and calls the extension at each step of an instance's life. The extension does that step with the class
 * of the same name that lives inside. Both sides are in one JVM and share the classes of JUnit, so that failures,
 * aborted assumptions and arguments cross as they are.
 *
 * <p>{@link org.netdma.tck.exam.NetDmaOptions} put NetDMA into the container, {@link
 * org.netdma.tck.exam.ConformanceOptions} the conformance kit instead.
 */
package org.netdma.tck.exam;

// SPDX-License-Identifier: Apache-2.0
/**
 * The conformance kit: extend {@link org.netdma.tck.ProviderConformance} and describe a provider to prove it against
 * the contract, rule by rule, in plain JUnit; or, with an annotation of {@code org.netdma.tck.exam} on it, as a bundle
 * in a container.
 */
@Export
@Version("1.0.0")
package org.netdma.tck;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

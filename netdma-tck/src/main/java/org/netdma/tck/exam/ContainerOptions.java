// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import java.util.List;
import org.ops4j.pax.exam.Option;

/** What a test container is made of. Has a constructor without parameters; it is called outside the container. */
@FunctionalInterface
public interface ContainerOptions {

    /** {@return bundles, framework and system properties, in the notation of Pax Exam} */
    List<Option> options();
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;

/** The one thing that Pax Exam's extender is asked to call inside: gives out the context of the bundle it is in. */
public final class Probe {

    /** Called by reflection, on the class inside. */
    public void open(BundleContext context, AtomicReference<BundleContext> outside) {
        outside.set(context);
    }
}

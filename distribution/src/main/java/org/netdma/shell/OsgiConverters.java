// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import org.apache.felix.gogo.jline.Converters;
import org.apache.felix.service.command.Converter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Lets a person name a bundle by its id, and shows bundles and services as tables. */
@Component(service = Converter.class)
public final class OsgiConverters extends Converters {

    @Activate
    public OsgiConverters(BundleContext context) {
        super(context.getBundle(Constants.SYSTEM_BUNDLE_ID).getBundleContext());
    }
}

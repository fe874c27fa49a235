// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

class ParameterCatalogTest {

    /** To look into an unresolved bundle resolves it, and can make a start of it fail that is under way elsewhere. */
    @ParameterizedTest
    @CsvSource({"UNINSTALLED, 1, 0", "INSTALLED, 2, 0", "RESOLVED, 4, 1", "STARTING, 8, 1", "STOPPING, 16, 1",
            "ACTIVE, 32, 1"})
    void shouldLookIntoResolvedBundlesOnly(String name, int state, int looks) {
        Bundle bundle = fake(Bundle.class, state);
        BundleContext context = fake(BundleContext.class, new Bundle[] {bundle});
        List<Bundle> looked = new ArrayList<>();
        ParameterCatalog catalog = new ParameterCatalog(resolving -> {
            looked.add(resolving);
            return null;
        }, context);

        assertEquals(List.of(), catalog.sets());

        assertEquals(looks, looked.size(), name);
    }

    /** {@return one whose methods all answer the same} */
    private static <T> T fake(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> answer));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The kit in plain JUnit needs neither OSGi nor Pax Exam: here they are not on its class path. */
class WithoutOsgiTest {

    private static final String LOOKED_FOR = "org.osgi.framework.Bundle";

    /** What runs there: the kit against a provider. Answers with the numbers of tests that succeeded and failed. */
    public static final class Run implements Callable<List<Long>> {

        @Override
        public List<Long> call() {
            assertThrows(ClassNotFoundException.class, () -> Class.forName(LOOKED_FOR));
            Events tests = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(SoundProviderConformanceTest.class)).execute().testEvents();
            return List.of(tests.succeeded().count(), tests.failed().count());
        }
    }

    @Test
    void shouldProveAProvider() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader plain = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(plain); // in which JUnit looks for its engines
            Object run = plain.loadClass(Run.class.getName()).getConstructor().newInstance();
            List<?> results = (List<?>) ((Callable<?>) run).call();
            assertTrue((long) results.get(0) > 80, () -> results + " succeeded and failed");
            assertEquals(0L, results.get(1));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String path = entry.replace('\\', '/');
            if (!path.contains("/org/osgi/") && !path.contains("/org/ops4j/")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }
}

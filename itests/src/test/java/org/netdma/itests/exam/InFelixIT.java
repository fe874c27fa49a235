// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.exam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.Service;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.condition.Condition;

/** What a Jupiter test class may use when it runs inside. Each test looks where it is. */
@InFelix
class InFelixIT {

    private static Bundle bundleOfBeforeAll;

    private final List<String> steps = new ArrayList<>();

    @BeforeAll
    static void beforeAll() {
        bundleOfBeforeAll = bundle();
    }

    @BeforeEach
    void beforeEach(TestInfo test) {
        assertNotNull(bundle());
        steps.add("before " + test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void afterEach() {
        assertNotNull(bundle());
        assertEquals("test", steps.get(steps.size() - 1));
    }

    private static Bundle bundle() {
        return FrameworkUtil.getBundle(InFelixIT.class);
    }

    @Test
    void shouldRunInTheProbe(BundleContext context) {
        assertEquals("probe", bundle().getSymbolicName());
        assertSame(bundle(), context.getBundle());
        assertSame(bundle(), bundleOfBeforeAll);
        assertEquals(List.of("before shouldRunInTheProbe"), steps);
        steps.add("test");
    }

    @Test
    void shouldStartEveryBundle(BundleContext context) {
        for (Bundle bundle : context.getBundles()) {
            assertEquals(Bundle.ACTIVE, bundle.getState(), bundle::toString);
        }
        steps.add("test");
    }

    @Test
    void shouldTakeServicesAndArgumentsFromOutside(BundleContext context, @TempDir Path folder,
            @Service(filter = "(osgi.condition.id=true)") Condition condition) {
        assertTrue(Files.isDirectory(folder));
        assertSame(context.getService(context.getServiceReference(Condition.class)), condition);
        steps.add("test");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldRunParameterizedTests(int number, BundleContext context) {
        assertTrue(number == 1 || number == 2);
        assertSame(bundle(), context.getBundle());
        steps.add("test");
    }

    /** Has a counterpart of its own inside. */
    enum Colour { RED, GREEN }

    @ParameterizedTest
    @EnumSource
    void shouldTakeCounterpartsOfEnumsAndClasses(Colour colour) {
        assertSame(Colour.valueOf(colour.name()), colour);
        steps.add("test");
    }

    @TestFactory
    Stream<DynamicTest> shouldRunDynamicTests() {
        steps.add("test");
        return Stream.of(DynamicTest.dynamicTest("inside", () -> assertNotNull(bundle())));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Packages of which both sides see the same classes, so that failures and arguments cross; and Pax Exam's logger. */
final class SharedPackages {

    private static final String JUPITER = "org.junit.jupiter";
    /** Of the SLF4J API that Pax Exam imports. */
    private static final String LOGGER = "org.slf4j;version=1.7.36";

    private SharedPackages() {
    }

    /** {@return the packages, each with the version on the class path, which bundles import} */
    static String[] all() {
        Stream<String> jupiter = Stream.of("api", "api.condition", "api.extension", "api.function", "api.io",
                "api.parallel", "params", "params.provider").map(name -> export(JUPITER + "." + name, Test.class));
        return Stream.concat(jupiter, Stream.of(
                export(AnnotationSupport.class.getPackageName(), AnnotationSupport.class),
                export(TestAbortedException.class.getPackageName(), TestAbortedException.class), LOGGER))
                .toArray(String[]::new);
    }

    private static String export(String name, Class<?> sameJar) {
        return name + ";version=" + sameJar.getPackage().getImplementationVersion();
    }
}

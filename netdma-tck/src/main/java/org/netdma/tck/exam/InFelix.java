// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the methods of a test class inside a Felix that is started before the first of them and stopped after the last.
 *
 * <p>Everything of a Jupiter test class works, with its methods running inside: lifecycle methods, parameterized,
 * repeated and nested tests, dynamic tests, assumptions, timeouts. What Jupiter itself does to an instance, such as
 * setting {@code @TempDir} fields, happens to an instance outside; use parameters of methods instead. A method
 * parameter of type {@link org.osgi.framework.BundleContext} gets the context of the bundle that the tests are in, one
 * annotated with {@link Service} a service. Arguments that come from outside are of types that both sides share, which
 * are those of the JDK and of JUnit; enum constants and classes of other types are replaced by their counterparts
 * inside.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(PaxExam.class)
public @interface InFelix {

    /** {@return what the container is made of; the options of all of them are put together, in order} */
    Class<? extends ContainerOptions>[] value() default {};
}

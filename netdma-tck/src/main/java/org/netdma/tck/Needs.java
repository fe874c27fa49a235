// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which abilities a provider must declare for a test, or all tests of a suite, to make sense. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Needs {

    /** {@return the abilities, all of them} */
    Ability[] value();
}

// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What must work for a test to say something; on a test it replaces what its suite says. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Given {

    /** {@return what must work, all of it} */
    Premise[] value();
}

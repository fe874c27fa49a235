// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which test of the kit a wrong driver must fail: that one, and no other. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Breaks {

    /** {@return the start of the test's display name, the rule and enough to tell it from others of the rule} */
    String value();

    /** {@return what the driver runs on} */
    Machine on() default Machine.PLAIN;

    /** A machine, and the version that the driver is written for. */
    enum Machine {
        /** 2.0, without interrupt resources. */
        PLAIN,
        /** 1.0, without interrupt resources. */
        FIRST,
        /** 1.1, without interrupt resources. */
        LINKED,
        /** 2.0, with a message for each channel. */
        MESSAGES,
        /** 2.0, with a line. */
        LINE
    }
}

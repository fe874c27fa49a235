// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a test or lifecycle method that gets a service of its type, looked up inside when the method is called
 * and given back when it ends. The call fails when no such service appears within {@value #LIMIT_SECONDS} seconds.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Service {

    /** How long a service is waited for. */
    int LIMIT_SECONDS = 30;

    /** {@return an LDAP filter that the service's properties match; empty for any} */
    String filter() default "";
}

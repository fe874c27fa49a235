// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.driver;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The INF of a driver bundle: put it on the {@link Driver} class. bnd turns it into a capability in the namespace
 * {@value #NAMESPACE}, which can be read while the bundle is not started, and into properties of the driver's service,
 * each prefixed with {@value #PREFIX_}. Capability and service are paired by bundle and {@link #name()}.
 *
 * <p>An element that is left out is absent from the capability; its default holds.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@ComponentPropertyType
@Capability(namespace = PnpDriver.NAMESPACE)
public @interface PnpDriver {

    /** The namespace of the capability. */
    String NAMESPACE = "org.netdma.driver";

    /** What the names of the service properties start with. */
    String PREFIX_ = NAMESPACE + ".";

    /** {@return the driver's name, unique among loaded drivers; letters, digits, {@code - _ .}} */
    @Attribute("name")
    String name();

    /** {@return what a person reads about its devices} */
    @Attribute("description")
    String description() default "";

    /** {@return who made it} */
    @Attribute("manufacturer")
    String manufacturer() default "";

    /** {@return the hardware ids it serves, best first [PNP-15]} */
    @Attribute("hardwareIds")
    String[] hardwareIds();

    /** {@return the compatible ids it serves, best first} */
    @Attribute("compatibleIds")
    String[] compatibleIds() default {};

    /** {@return the setup class of its devices, for people} */
    @Attribute("deviceClass")
    String deviceClass() default "DmaEngine";

    /** {@return the PID of its parameters; the driver's name when empty} */
    @Attribute("registryPath")
    String registryPath() default "";

    /**
     * {@return how many root-enumerated devices the package declares: dropping the bundle makes them appear. The
     * parameter {@code rootEnumerated} of the registry path overrides it. Each has the first hardware id}
     */
    @Attribute("rootEnumerated")
    int rootEnumerated() default 0;

    /** {@return the sizes in bytes of the memory windows that each root-enumerated device needs, each a power of two} */
    @Attribute("memoryWindows")
    long[] memoryWindows() default {};

    /** {@return how many line interrupts, 0 or 1, each root-enumerated device offers} */
    @Attribute("lineInterrupts")
    int lineInterrupts() default 0;

    /** {@return how many MSI-X messages, 0 to 2048, each root-enumerated device offers} */
    @Attribute("messageInterrupts")
    int messageInterrupts() default 0;

    /**
     * {@return whether it is a filter driver: one that joins the stacks of devices that have a function driver. Its
     * ids say which. A filter that comes later joins when a device is started next}
     */
    @Attribute("filter")
    FilterPosition filter() default FilterPosition.NONE;
}

package dev.packetwright.runtime.packet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that Packetwright generated: do not edit it, edit the PDL.
 *
 * <p>It stands in for {@code javax.annotation.processing.Generated}, which is not in {@code java.base}. Coverage tools
 * that skip classes by an annotation of this simple name in the class file skip generated packets.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {
    /** The name of the generator. */
    String value();
}

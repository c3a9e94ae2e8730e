package dev.packetwright.runtime.packet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that Packetwright generated. Edit the PDL instead of the class.
 *
 * <p>This annotation replaces {@code javax.annotation.processing.Generated}, which is not in {@code java.base}.
 * Coverage tools skip classes with an annotation of this simple name in the class file, and therefore skip generated
 * packets.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {
    /** The name of the generator. */
    String value();
}

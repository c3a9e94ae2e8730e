/**
 * From a protocol to Java sources: one emitter for each kind of class. Emitters do no input or output.
 *
 * <p>Nothing of a PDL reaches a source but through {@link dev.packetwright.generator.target.java.JavaText} (comments) or as a
 * name that {@code PdlNames} has accepted: JavaPoet escapes neither.
 */
@NullMarked
package dev.packetwright.generator.target.java;

import org.jspecify.annotations.NullMarked;

/**
 * The Java target: turns a protocol into Java sources. There is one emitter for each kind of class; emitters do no I/O.
 *
 * <p>Text of a PDL reaches a source only through {@link dev.packetwright.generator.target.java.JavaText} (comments) or
 * as a name that {@code PdlNames} has accepted, because JavaPoet escapes neither.
 */
@NullMarked
package dev.packetwright.generator.target.java;

import org.jspecify.annotations.NullMarked;

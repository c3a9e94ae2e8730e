/**
 * From the bytes of a PDL file to what is written in it.
 *
 * <p>The JDK's StAX parser, closed to DTDs and external entities, feeds JAXB; {@link
 * dev.packetwright.generator.pdl.PdlReader} adds what neither keeps: exact places, comments, unknown attributes. The
 * result is immutable and knows nothing of JAXB.
 */
@NullMarked
package dev.packetwright.generator.pdl;

import org.jspecify.annotations.NullMarked;

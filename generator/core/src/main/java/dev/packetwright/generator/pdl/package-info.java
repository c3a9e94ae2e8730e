/**
 * The reader of PDL files: from bytes to the content as it is written.
 *
 * <p>The JDK's StAX parser, closed to DTDs and external entities, feeds JAXB. {@link
 * dev.packetwright.generator.pdl.PdlReader} adds exact places, comments and unknown attributes, which neither keeps.
 * The result is immutable and knows nothing of JAXB.
 */
@NullMarked
package dev.packetwright.generator.pdl;

import org.jspecify.annotations.NullMarked;

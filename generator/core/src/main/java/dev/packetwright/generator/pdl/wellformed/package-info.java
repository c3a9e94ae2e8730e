/**
 * The reason why a text is not well-formed XML, in our own words.
 *
 * <p>The parser alone decides whether a text is well-formed. This package only looks for the reason once the parser has
 * refused the text: the parser's own messages are in the language of the machine, change from JDK to JDK, and seldom
 * help.
 */
@NullMarked
package dev.packetwright.generator.pdl.wellformed;

import org.jspecify.annotations.NullMarked;

/** Values of packets as JSON, and JSON as values; text is another's business. */
@NullMarked
package dev.packetwright.generator.json;

import org.jspecify.annotations.NullMarked;

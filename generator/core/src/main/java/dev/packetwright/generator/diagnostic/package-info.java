/**
 * Diagnostics: their catalogue, severity, place and format. The texts of messages are in the packages that find the
 * mistakes.
 */
@NullMarked
package dev.packetwright.generator.diagnostic;

import org.jspecify.annotations.NullMarked;

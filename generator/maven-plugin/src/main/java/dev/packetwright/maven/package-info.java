/** The Maven plugin: its goals, their parameters and their messages. */
@NullMarked
package dev.packetwright.maven;

import org.jspecify.annotations.NullMarked;

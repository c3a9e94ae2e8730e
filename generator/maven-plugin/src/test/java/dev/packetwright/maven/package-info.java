@NullMarked
package dev.packetwright.maven;

import org.jspecify.annotations.NullMarked;

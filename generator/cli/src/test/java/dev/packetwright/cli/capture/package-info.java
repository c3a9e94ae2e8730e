@NullMarked
package dev.packetwright.cli.capture;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.packetwright.generator.target.csharp;

import org.jspecify.annotations.NullMarked;

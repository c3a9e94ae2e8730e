/** The client runtime for C#, against servers in Java. */
@NullMarked
package dev.packetwright.clients.csharp;

import org.jspecify.annotations.NullMarked;

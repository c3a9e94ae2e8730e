/**
 * The target {@code csharp}: packets and packet managers for C# and Unity. It writes the part of C# 7.2 that every Unity
 * since 2019 and Mono compile.
 */
@NullMarked
package dev.packetwright.generator.target.csharp;

import org.jspecify.annotations.NullMarked;

package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import dev.packetwright.generator.model.Traits;

/** The mapping of a type whose values a view reads in place with one expression. */
sealed interface ValueMapping extends TypeMapping permits FixedValueMapping, StringMapping, BytesMapping {
    /** An expression that checks that a value is whole, moves the reader behind it, and returns its position. */
    CodeBlock take(String in, String path, Traits traits);

    /** An expression for the position behind a value that has been taken. */
    CodeBlock end(String in, String at);

    /** An expression that reads a value that has been taken, and refuses an invalid one. */
    CodeBlock get(String in, String at, String path, Traits traits);

    @Override
    default <R> R accept(Visitor<R> visitor) {
        return visitor.value(this);
    }
}

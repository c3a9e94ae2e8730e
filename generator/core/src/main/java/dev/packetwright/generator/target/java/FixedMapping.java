package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import dev.packetwright.generator.model.Traits;

/**
 * The mapping of a type whose values always have the same number of bytes: they can be written and read wherever there is
 * room, without a check for each.
 */
sealed interface FixedMapping permits FixedValueMapping, RecordMapping {
    /** Calls the visitor's method for the kind of this mapping. */
    <R> R acceptFixed(FixedVisitor<R> visitor);

    /**
     * One method for each kind of mapping.
     *
     * @param <R> the result
     */
    interface FixedVisitor<R> {
        /** Visits a number, a truth value or a value of an enum. */
        R value(FixedValueMapping value);

        /** Visits a struct, or an element of a list with members of its own. */
        R record(RecordMapping record);
    }

    /** The bytes of a value. */
    int size();

    /** A statement that writes a value to a place. */
    CodeBlock put(String out, String at, String value);

    /** An expression that reads the value at a place, and refuses what is not allowed. */
    CodeBlock get(String in, String at, String path, Traits traits);
}

package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import dev.packetwright.generator.model.Traits;

/**
 * The mapping of a type whose values all have the same size. Once the bounds of a block are checked, its values are
 * written and read in place without further checks.
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

    /** The size of a value in bytes. */
    int size();

    /** A statement that writes a value to a place. */
    CodeBlock put(String out, String at, String value);

    /** An expression that reads the value at a place, and refuses an invalid one. */
    CodeBlock get(String in, String at, String path, Traits traits);
}

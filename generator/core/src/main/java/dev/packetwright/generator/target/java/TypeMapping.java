package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.model.Traits;
import java.util.List;
import java.util.Optional;

/**
 * The mapping of a type to Java: its Java type, and the code that checks, measures, writes and reads a value.
 *
 * <p>A piece gets the names that it works with: {@code value} is an expression that can be repeated, {@code path} leads to
 * the member in the PDL.
 */
sealed interface TypeMapping permits ValueMapping, ScalarListMapping, ListMapping, RecordMapping {
    /** Calls the visitor's method for the kind of this mapping. */
    <R> R accept(Visitor<R> visitor);

    /**
     * One method for each kind of mapping.
     *
     * @param <R> the result
     */
    interface Visitor<R> {
        /** Visits a number, a truth value, a value of an enum, text or raw bytes. */
        R value(ValueMapping value);

        /** Visits a list of numbers or truth values. */
        R scalarList(ScalarListMapping list);

        /** Visits a list of other elements. */
        R list(ListMapping list);

        /** Visits a struct, or an element of a list with members of its own. */
        R record(RecordMapping record);
    }

    /** The type of a record component. */
    TypeName type();

    /** Calls, each a statement, that throw if a value is not allowed; of most types, that is if there is none. */
    default List<CodeBlock> checks(String value, String path, Traits traits) {
        return List.of(CodeBlock.of("$T.requirePresent($L, $S)", RuntimeTypes.PACKET_MEMBERS, value, path));
    }

    /** An expression that makes a value safe to keep, where it is not by itself. */
    default Optional<CodeBlock> copy(String value, String path) {
        return Optional.empty();
    }

    /** An expression for the size with a value added; only for types whose size is not fixed. */
    CodeBlock addSize(String size, String value, String path);

    /** Statements that add to the size what such an expression leaves to them: elements of any size. */
    default CodeBlock addElements(String size, String value, String path, Locals locals) {
        return CodeBlock.of("");
    }

    /** Statements that write a value. */
    CodeBlock write(String out, String value, Locals locals);

    /** An expression that reads a value, and refuses what is not allowed. */
    CodeBlock read(String in, String path, Traits traits);

    /**
     * An expression that writes a value to a place and tells where it ends; only for types whose size is known at once
     * without being fixed.
     */
    default Optional<CodeBlock> putVariable(String out, String at, String value) {
        return Optional.empty();
    }

    /** This mapping as one of fixed size, if values can be written and read in place. */
    default Optional<FixedMapping> fixed() {
        return Optional.empty();
    }

    /**
     * The method of the record that reads a value, if that takes more than an expression.
     *
     * @param locals names for its own
     */
    default Optional<MethodSpec> readMethod(String path, Traits traits, Locals locals) {
        return Optional.empty();
    }

    /** What the path of a malformed member begins with when {@link #read} throws: the path, or where a struct's begins. */
    default String pathWithin(String path) {
        return path;
    }

    /** An expression for what an older peer's packet, which lacks the member, is read as. */
    CodeBlock defaultValue(Traits traits);

    /** Whether the text that a value has by itself may be longer than anybody reads. */
    default boolean isLongByItself() {
        return false;
    }

    /** An expression for a value as a person reads it in {@code toString}. */
    default CodeBlock shown(String value) {
        return CodeBlock.of("$L", value);
    }

    /** What to say of the values that the Java type has beyond the PDL's; may be empty. */
    default String values() {
        return "";
    }
}

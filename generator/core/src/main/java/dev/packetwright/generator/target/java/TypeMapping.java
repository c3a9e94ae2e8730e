package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.Traits;
import java.util.List;
import java.util.Optional;

/**
 * The mapping of a type to Java: its Java type, and the code that checks, measures, writes and reads a value.
 *
 * <p>In all methods, {@code value} is an expression that can be evaluated twice, and {@code path} is the path of the
 * member in the PDL.
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

    /** A statement that rejects null, if the Java type has it and {@link #copy} does not reject it. */
    default Optional<CodeBlock> nullCheck(String value, String path) {
        return Optional.of(CodeBlock.of("$T.requirePresent($L, $S)", RuntimeTypes.PACKET_MEMBERS, value, path));
    }

    /** Statements that reject the invalid values other than null. */
    default List<CodeBlock> checks(String value, String path, Traits traits) {
        return List.of();
    }

    /** An expression that copies a value, if values are not immutable by themselves. */
    default Optional<CodeBlock> copy(String value, String path) {
        return Optional.empty();
    }

    /** An expression for the size with a value added, apart from {@link #addElements}. */
    CodeBlock addSize(String size, String value, String path);

    /** Statements that add the elements whose size varies to the size. */
    default CodeBlock addElements(String size, String value, String path, Locals locals) {
        return CodeBlock.of("");
    }

    /** Statements that write a value. */
    CodeBlock write(String out, String value, Locals locals);

    /** An expression that reads a value, and refuses an invalid one. */
    CodeBlock read(String in, String path, Traits traits);

    /**
     * An expression that writes a value to a place and returns the place behind it. Only types have it whose size
     * varies but is known before the value is encoded.
     */
    default Optional<CodeBlock> putVariable(String out, String at, String value) {
        return Optional.empty();
    }

    /** This mapping as one of fixed size, if values can be written and read in place. */
    default Optional<FixedMapping> fixed() {
        return Optional.empty();
    }

    /**
     * The method of the record that reads a value, if an expression is not enough.
     *
     * @param locals the names for its variables
     */
    default Optional<MethodSpec> readMethod(String path, Traits traits, Locals locals) {
        return Optional.empty();
    }

    /** The start of the path in an exception of {@link #read}: the path of the member, or the name of a struct. */
    default String pathWithin(String path) {
        return path;
    }

    /** The layout of the elements of a list, if their record is nested in the record of the list. */
    default Optional<RecordLayout> nestedRecord() {
        return Optional.empty();
    }

    /** An expression for the value of a member that the packet of an older peer lacks. */
    CodeBlock defaultValue(Traits traits);

    /** An expression for a value without its redacted members, if it has any. */
    default Optional<CodeBlock> redacted(String value) {
        return Optional.empty();
    }

    /** Whether the text of a value can be too long to read. */
    default boolean isLongByItself() {
        return false;
    }

    /** An expression for the text of a value in {@code toString}. */
    default CodeBlock shown(String value) {
        return CodeBlock.of("$L", value);
    }

    /** The documentation of the valid values, if the Java type has more; may be empty. */
    default String values() {
        return "";
    }
}

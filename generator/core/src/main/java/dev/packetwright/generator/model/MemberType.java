package dev.packetwright.generator.model;

import java.util.OptionalInt;

/** The type of a member or of the elements of a list. */
public sealed interface MemberType permits ScalarType, StringType, BytesType, EnumType, RecordType, ListType {
    /** The size of the smallest value, in bytes. */
    int minSize();

    /** Whether every value has {@link #minSize()} bytes. */
    boolean isFixedSize();

    /** Whether every value has no bytes at all. All values of the type are then equal. */
    default boolean hasNoBytes() {
        return isFixedSize() && minSize() == 0;
    }

    /**
     * The greatest length that the wire allows, in UTF-16 units, bytes or elements, if values of the type have a length.
     */
    OptionalInt maxLength();

    /** A text that describes the bytes of a value but not its bounds. It identifies a member that was renamed. */
    String wireForm();

    /**
     * Calls the visitor's method for the kind of this type.
     *
     * @throws X if the visitor does
     */
    <R, X extends Exception> R accept(ThrowingVisitor<R, X> visitor) throws X;

    /**
     * One method for each kind of type. A new kind adds a method, so that no implementation can forget it.
     *
     * @param <R> the result
     */
    interface Visitor<R> extends ThrowingVisitor<R, RuntimeException> {}

    /**
     * A visitor that throws a checked exception.
     *
     * @param <R> the result
     * @param <X> the exception
     */
    interface ThrowingVisitor<R, X extends Exception> {
        /** Visits a number or a truth value. */
        R scalar(ScalarType type) throws X;

        /** Visits text. */
        R string(StringType type) throws X;

        /** Visits raw bytes. */
        R bytes(BytesType type) throws X;

        /** Visits an enum. */
        R enumeration(EnumType type) throws X;

        /** Visits a struct, or the elements of a list that has members of its own. */
        R record(RecordType type) throws X;

        /** Visits a list. */
        R list(ListType type) throws X;
    }
}

package dev.packetwright.generator.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A group of members: a struct, or the elements of a list that declares their members itself.
 *
 * @param name the name of the struct, or of the list
 * @param scope the owner
 * @param body the members
 * @param doc the comment before the struct or the list
 */
public record RecordType(Name name, Scope scope, Body body, Optional<String> doc) implements MemberType {
    /** The owners of a group of members. */
    public enum Scope {
        /** The protocol owns a struct, which any packet can use. */
        PROTOCOL,
        /** A list owns the type of its elements. */
        LIST
    }

    /** Returns whether this is a struct, not the type of a list's elements. */
    public boolean isStruct() {
        return scope == Scope.PROTOCOL;
    }

    @Override
    public int minSize() {
        return body.minSize();
    }

    @Override
    public boolean isFixedSize() {
        return body.isFixedSize();
    }

    @Override
    public OptionalInt maxLength() {
        return OptionalInt.empty();
    }

    @Override
    public String wireForm() {
        return body.wireForm();
    }

    @Override
    public <R, X extends Exception> R accept(ThrowingVisitor<R, X> visitor) throws X {
        return visitor.record(this);
    }
}

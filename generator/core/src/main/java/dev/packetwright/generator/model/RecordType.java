package dev.packetwright.generator.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A group of members: a struct, or the elements of a list that declares their members itself.
 *
 * @param name the name of the struct, or of the list
 * @param scope its owner
 * @param body its members
 * @param doc the comment before it
 */
public record RecordType(Name name, Scope scope, Body body, Optional<String> doc) implements MemberType {
    /** The owner of a group of members. */
    public enum Scope {
        /** The protocol: a struct, which any packet may use. */
        PROTOCOL,
        /** One list: its elements. */
        LIST
    }

    /** Whether it is a struct, and not the elements of one list. */
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

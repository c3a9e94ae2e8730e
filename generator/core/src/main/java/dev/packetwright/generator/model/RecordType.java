package dev.packetwright.generator.model;

import java.util.Optional;

/**
 * Members that belong together: a struct, or the elements of a list that names their members itself.
 *
 * @param name its name; in Java, that of its record
 * @param scope where its record is
 * @param body its members
 * @param doc the comment before it
 */
public record RecordType(Name name, Scope scope, Body body, Optional<String> doc) implements MemberType {
    /** Where the record of a type is. */
    public enum Scope {
        /** In a file of its own, as any packet may use it: a struct. */
        PACKAGE,
        /** Nested in the record that has the list. */
        OWNER
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
    public String wireForm() {
        return body.wireForm();
    }

    @Override
    public <R, X extends Exception> R accept(ThrowingVisitor<R, X> visitor) throws X {
        return visitor.record(this);
    }
}

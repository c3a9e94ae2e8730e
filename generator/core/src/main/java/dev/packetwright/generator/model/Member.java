package dev.packetwright.generator.model;

import java.util.Optional;

/**
 * A member of a packet, a struct or a list's element.
 *
 * @param name the name
 * @param type the type of the value
 * @param traits the other properties
 * @param doc the comment before the member
 */
public record Member(Name name, MemberType type, Traits traits, Optional<String> doc) {
    /** Returns the minimum size in bytes. */
    public int minSize() {
        return traits.isOptional() ? WireFormat.PRESENCE_SIZE : type.minSize();
    }

    /** Returns whether the size is always {@link #minSize()}. */
    public boolean isFixedSize() {
        return !traits.isOptional() && type.isFixedSize();
    }

    /** Returns the type of the elements, if this is a list that declares their members itself. */
    public Optional<RecordType> elementRecord() {
        return type instanceof ListType list && list.element() instanceof RecordType record && !record.isStruct()
                ? Optional.of(record)
                : Optional.empty();
    }

    boolean hasRedacted() {
        MemberType values = type instanceof ListType list ? list.element() : type;
        return traits.isRedacted()
                || (values instanceof RecordType record && record.body().hasRedacted());
    }

    String wireForm() {
        return (traits.isOptional() ? "?" : "") + type.wireForm();
    }
}

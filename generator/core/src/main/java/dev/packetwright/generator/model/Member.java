package dev.packetwright.generator.model;

import java.util.Optional;

/**
 * One value of a packet, a struct or a list's element.
 *
 * @param name its name
 * @param type what it holds
 * @param traits what else is said of it
 * @param doc the comment before it
 */
public record Member(Name name, MemberType type, Traits traits, Optional<String> doc) {
    /** The fewest bytes that it has. */
    public int minSize() {
        return traits.isOptional() ? WireFormat.PRESENCE_SIZE : type.minSize();
    }

    /** Whether it always has {@link #minSize()} bytes. */
    public boolean isFixedSize() {
        return !traits.isOptional() && type.isFixedSize();
    }

    /** The members of each element, if it is a list that declares them itself. */
    public Optional<RecordType> elementRecord() {
        return type instanceof ListType list && list.element() instanceof RecordType record && !record.isStruct()
                ? Optional.of(record)
                : Optional.empty();
    }

    String wireForm() {
        return (traits.isOptional() ? "?" : "") + type.wireForm();
    }
}

package dev.packetwright.generator.model;

/** What a member holds, and how many bytes that has on the wire. */
public sealed interface MemberType permits ScalarType, StringType, BytesType, EnumType, RecordType, ListType {
    /** The fewest bytes that a value has. */
    int minSize();

    /** Whether every value has {@link #minSize()} bytes. */
    boolean isFixedSize();

    /** Whether every value has no bytes at all, and so all values are the same. */
    default boolean hasNoBytes() {
        return isFixedSize() && minSize() == 0;
    }

    /** What its bytes look like, whatever the values that they may have: by it, a member is known under a new name. */
    String wireForm();
}

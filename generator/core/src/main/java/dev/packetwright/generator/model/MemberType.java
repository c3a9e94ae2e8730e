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

    /** What it is on the wire, in letters that the fingerprint is made of. */
    String wireForm();
}

package dev.packetwright.generator.diff;

import java.util.Optional;

/** The catalogue of changes. The number of a rule never changes its meaning. */
public enum Rule {
    PACKAGE_CHANGED(1, Category.SOURCE, "the Java package has changed"),
    VERSION_LOWERED(
            2,
            Category.SOURCE,
            "the protocol's version is lower: code that compares versions mistakes the new version for"
                    + " an old one"),
    VERSION_RAISED(3, Category.SAFE, "the protocol's version is higher"),
    OLDEST_VERSION_RAISED(
            4,
            Category.WIRE,
            "the oldest version that is served is higher: peers of the versions before it are refused"),
    OLDEST_VERSION_LOWERED(5, Category.SAFE, "the oldest version that is served is lower"),

    PACKET_REMOVED(10, Category.WIRE, "a packet was removed: old peers send packets that new peers do not know"),
    PACKET_ADDED(
            11,
            Category.SOURCE,
            "a packet was added: handlers lack a method for it, and it may be sent only to peers that know it"),
    PACKET_ID_CHANGED(12, Category.WIRE, "a packet has a new id"),
    PACKET_RENAMED(13, Category.SOURCE, "a packet has a new name, its old id and direction, and most of its members"),
    PACKET_RECEIVER_LOST(14, Category.WIRE, "a packet's direction changed: one side no longer receives it"),
    PACKET_RECEIVER_ADDED(
            15,
            Category.SOURCE,
            "a packet's direction changed: one more side receives it, and its handlers lack a method for it"),
    PACKET_SINCE_CHANGED(16, Category.SAFE, "the since of a packet changed"),
    PACKET_IDS_SHIFTED(
            17, Category.WIRE, "a packet was added, removed or given a new id, and the packets behind it have new ids"),
    PACKET_ROLE_CHANGED(
            18,
            Category.SOURCE,
            "a packet has another role: handlers have a method for it only without a role, and the constants of"
                    + " Protocol name its id only with one"),

    MEMBER_INSERTED(20, Category.WIRE, "a member was added before other members, or where another member was"),
    MEMBER_APPENDED(
            21, Category.WIRE, "a member was added at the end, without since: the packets of old peers are too short"),
    MEMBER_APPENDED_LATER(
            22,
            Category.SOURCE,
            "a member was added at the end of a packet, with since: old peers skip it, and new peers"
                    + " read its default from old packets; the constructor takes one more argument"),
    MEMBER_REMOVED(23, Category.WIRE, "a member was removed"),
    MEMBER_REMOVED_LATER(
            24,
            Category.SOURCE,
            "a member with since was removed from the end of a packet: new peers skip it, and old"
                    + " peers read its default from new packets"),
    MEMBER_MOVED(25, Category.WIRE, "a member has moved to another place"),
    MEMBER_RENAMED(26, Category.SOURCE, "a member has a new name, its old type and its old place"),
    MEMBER_WITHOUT_BYTES(27, Category.SOURCE, "a member that has no bytes was added, removed or moved"),
    MEMBERS_REGROUPED(28, Category.SOURCE, "members were moved into a struct, or out of one: the bytes are the same"),
    MEMBER_SINCE_DROPPED(
            29, Category.WIRE, "a member lost its since: the packets of peers before that version are now too short"),
    MEMBER_SINCE_CHANGED(30, Category.SAFE, "the since of a member changed"),
    MEMBER_REDACTION_CHANGED(31, Category.SAFE, "a member was added to toString, or removed from it"),
    MEMBER_APPENDED_TOO_EARLY(
            32,
            Category.SOURCE,
            "a member was added at the end of a packet, with a since that is not later than the old"
                    + " version: old peers skip it, but code that compares versions will expect old peers to send it"),
    MEMBER_DEFAULT_CHANGED(
            33,
            Category.WIRE,
            "a member has another value in the packets of older peers, which lack it: the order of enum values, a value 0"
                    + " or the bounds decide that value"),

    TYPE_CHANGED(
            40,
            Category.WIRE,
            "a member or the elements of a list have a type with different bytes or different values"),
    SIGN_CHANGED(
            41,
            Category.WIRE,
            "an integer has another type of the same size: peers read the same bytes, but not always"
                    + " as the same number"),
    LIST_CHANGED(42, Category.WIRE, "a list became a single value, or a single value became a list"),
    ENCODING_CHANGED(43, Category.WIRE, "a string has another encoding"),
    TYPE_CHANGED_SAME_BYTES(
            44, Category.SOURCE, "a member or the elements of a list have another type with the same bytes and values"),
    OPTIONAL_ADDED(45, Category.WIRE, "a member became optional: a presence byte is written before it"),
    OPTIONAL_REMOVED(46, Category.WIRE, "a member is no longer optional: the presence byte is gone"),
    BOUNDS_NARROWED(50, Category.WIRE, "bounds are narrower: new peers reject values that old peers may send"),
    BOUNDS_WIDENED(51, Category.WIRE, "bounds are wider: old peers reject values that new peers may send"),

    VALUE_ADDED(60, Category.WIRE, "an enum value was added, and the old enum has no unknown: old peers reject it"),
    VALUE_ADDED_TO_UNKNOWN(
            61,
            Category.SOURCE,
            "an enum value was added, and old peers read it as their unknown; a switch over all values lacks it"),
    VALUE_REMOVED(62, Category.WIRE, "an enum value was removed: new peers reject it, or read it as another value"),
    VALUE_REMOVED_TO_UNKNOWN(63, Category.SOURCE, "an enum value was removed, and new peers read it as their unknown"),
    VALUE_RENUMBERED(64, Category.WIRE, "an enum value has a new number"),
    VALUE_RENAMED(65, Category.SOURCE, "an enum value has a new name and its old number"),
    VALUES_REORDERED(
            66, Category.SOURCE, "enum values have a new order: ordinal() and values() return different results"),
    UNKNOWN_ADDED(67, Category.SAFE, "an enum reads other numbers as its unknown, and rejected them before"),
    UNKNOWN_REMOVED(68, Category.WIRE, "an enum rejects other numbers, and read them as its unknown before"),
    UNKNOWN_CHANGED(69, Category.SOURCE, "an enum reads other numbers as a different value than before"),
    BASE_CHANGED(70, Category.WIRE, "an enum's type has another size"),
    BASE_CHANGED_SAME_BYTES(71, Category.SOURCE, "an enum has another type of the same size"),
    UNKNOWN_RENUMBERED(
            72, Category.SAFE, "an enum's unknown has a new number, and peers read each other's as their unknown"),

    TYPE_ADDED(80, Category.SAFE, "a struct or an enum was added"),
    TYPE_REMOVED(81, Category.SOURCE, "a struct or an enum was removed"),
    TYPE_RENAMED(82, Category.SOURCE, "a struct or an enum has a new name"),
    UNUSED_TYPE_CHANGED(
            83,
            Category.SOURCE,
            "a struct or an enum changed, but no packet in both versions uses it: it has no effect on the wire"),

    RENAMED_IN_PDL_ONLY(90, Category.SAFE, "something has a new name in the PDL and its old name in Java"),
    JAVA_NAME_CHANGED(91, Category.SOURCE, "something has its old name in the PDL and a new name in Java"),
    DEPRECATION_CHANGED(
            92, Category.SAFE, "something became deprecated, is no longer deprecated, or has another reason");

    private final int number;
    private final Category category;
    private final String description;

    Rule(int number, Category category, String description) {
        this.number = number;
        this.category = category;
        this.description = description;
    }

    /** Returns the effect of the change. */
    public Category category() {
        return category;
    }

    /** Returns a description of the change: one sentence without a capital letter and a full stop. */
    public String description() {
        return description;
    }

    /** Returns the way to avoid the change, if there is one besides not making it. */
    Optional<String> help() {
        return this == PACKET_IDS_SHIFTED
                ? Optional.of("a pdl.lock keeps the ids of packets; create it from the old PDL, with"
                        + " 'packetwright generate --lock=pdl.lock'")
                : Optional.empty();
    }

    /** Returns {@code PD} and three digits, the number under which a user looks up the rule. */
    @Override
    public String toString() {
        return "PD" + (number < 10 ? "00" : "0") + number;
    }
}

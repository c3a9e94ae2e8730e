package dev.packetwright.generator.diff;

/** The catalogue of changes. A number, once given, keeps its meaning. */
public enum Rule {
    PACKAGE_CHANGED(1, Category.SOURCE, "the Java package is another one"),
    VERSION_LOWERED(2, Category.SOURCE, "the protocol's version is lower: what compares versions takes new for old"),
    VERSION_RAISED(3, Category.SAFE, "the protocol's version is higher"),

    PACKET_REMOVED(10, Category.WIRE, "a packet is gone: old peers send what new ones do not know"),
    PACKET_ADDED(
            11,
            Category.SOURCE,
            "a packet is new: handlers lack a method for it, and only peers that know it may be sent it"),
    PACKET_ID_CHANGED(12, Category.WIRE, "a packet has another id"),
    PACKET_RENAMED(13, Category.SOURCE, "a packet has another name and its old id"),
    PACKET_RECEIVER_LOST(14, Category.WIRE, "a packet's direction changed: a side that received it does not any more"),
    PACKET_RECEIVER_ADDED(
            15,
            Category.SOURCE,
            "a packet's direction changed: one more side receives it, and its handlers lack a method for it"),
    PACKET_SINCE_CHANGED(16, Category.SAFE, "a packet is said to have come with another version"),

    MEMBER_INSERTED(20, Category.WIRE, "a member is new where others follow, or stood before"),
    MEMBER_APPENDED(
            21, Category.WIRE, "a member is new at the end, without since: the packets of old peers are too short"),
    MEMBER_APPENDED_LATER(
            22,
            Category.SOURCE,
            "a member is new at the end of a packet, with since: old peers pass over it, and new ones read a default;"
                    + " the constructor takes one more argument"),
    MEMBER_REMOVED(23, Category.WIRE, "a member is gone"),
    MEMBER_REMOVED_LATER(
            24,
            Category.SOURCE,
            "a member with since is gone from the end of a packet: new peers pass over it, and old ones read a default"),
    MEMBER_MOVED(25, Category.WIRE, "a member stands at another place"),
    MEMBER_RENAMED(26, Category.SOURCE, "a member has another name, its old type and its old place"),
    MEMBER_WITHOUT_BYTES(27, Category.SOURCE, "a member that has no bytes is new, gone or moved"),
    MEMBERS_REGROUPED(
            28, Category.SOURCE, "members were put into a struct, or taken out of one: the bytes are the same"),
    MEMBER_SINCE_DROPPED(
            29, Category.WIRE, "a member lost its since: the packets of peers before that version are too short now"),
    MEMBER_SINCE_CHANGED(30, Category.SAFE, "a member is said to have come with another version"),
    MEMBER_REDACTION_CHANGED(31, Category.SAFE, "a member came into toString, or went out of it"),
    MEMBER_APPENDED_TOO_EARLY(
            32,
            Category.SOURCE,
            "a member is new at the end of a packet, with a since that is no later than the old version: old peers pass over it, but who"
                    + " goes by versions expects it of old peers"),

    TYPE_CHANGED(40, Category.WIRE, "a member or the elements of a list have a type with other bytes or other values"),
    SIGN_CHANGED(
            41,
            Category.WIRE,
            "an integer has another of the same size: the bytes are understood, but not all of them as the same number"),
    LIST_CHANGED(42, Category.WIRE, "a list became one value, or one value a list"),
    ENCODING_CHANGED(43, Category.WIRE, "a text has another encoding"),
    TYPE_CHANGED_SAME_BYTES(
            44, Category.SOURCE, "a member or the elements of a list have another type with the same bytes and values"),
    OPTIONAL_ADDED(45, Category.WIRE, "a member became optional: a presence byte goes before it"),
    OPTIONAL_REMOVED(46, Category.WIRE, "a member is no longer optional: the presence byte is gone"),
    BOUNDS_NARROWED(50, Category.WIRE, "bounds are narrower: new peers refuse what old ones may send"),
    BOUNDS_WIDENED(51, Category.WIRE, "bounds are wider: old peers refuse what new ones may send"),

    VALUE_ADDED(60, Category.WIRE, "an enum value is new, and the old enum has no unknown: old peers refuse it"),
    VALUE_ADDED_TO_UNKNOWN(
            61,
            Category.SOURCE,
            "an enum value is new, and old peers read it as their unknown; a switch over all values lacks it"),
    VALUE_REMOVED(62, Category.WIRE, "an enum value is gone: new peers refuse it, or take it for another"),
    VALUE_REMOVED_TO_UNKNOWN(63, Category.SOURCE, "an enum value is gone, and new peers read it as their unknown"),
    VALUE_RENUMBERED(64, Category.WIRE, "an enum value has another number"),
    VALUE_RENAMED(65, Category.SOURCE, "an enum value has another name and its old number"),
    VALUES_REORDERED(66, Category.SOURCE, "enum values have another order: ordinal() and values() say something else"),
    UNKNOWN_ADDED(67, Category.SAFE, "an enum reads other numbers as its unknown, and refused them before"),
    UNKNOWN_REMOVED(68, Category.WIRE, "an enum refuses other numbers, and read them as its unknown before"),
    UNKNOWN_CHANGED(69, Category.SOURCE, "an enum reads other numbers as another value than before"),
    BASE_CHANGED(70, Category.WIRE, "an enum's type has another size"),
    BASE_CHANGED_SAME_BYTES(71, Category.SOURCE, "an enum's type is another of the same size"),
    UNKNOWN_RENUMBERED(
            72, Category.SAFE, "an enum's unknown has another number, and peers read each other's as their unknown"),

    TYPE_ADDED(80, Category.SAFE, "a struct or an enum is new"),
    TYPE_REMOVED(81, Category.SOURCE, "a struct or an enum is gone"),
    TYPE_RENAMED(82, Category.SOURCE, "a struct or an enum has another name"),
    UNUSED_TYPE_CHANGED(
            83,
            Category.SOURCE,
            "a struct or an enum changed that no packet of both versions has: nothing of it travels"),

    RENAMED_IN_PDL_ONLY(90, Category.SAFE, "something has another name in the PDL, and its old one in Java"),
    JAVA_NAME_CHANGED(91, Category.SOURCE, "something has its old name in the PDL, and another one in Java"),
    DEPRECATION_CHANGED(92, Category.SAFE, "something is deprecated, or is not any more, or for another reason");

    private final int number;
    private final Category category;
    private final String description;

    Rule(int number, Category category, String description) {
        this.number = number;
        this.category = category;
        this.description = description;
    }

    /** Whom it breaks. */
    public Category category() {
        return category;
    }

    /** What it is about, one sentence without a capital and a full stop. */
    public String description() {
        return description;
    }

    /** {@code PD} and three digits: what a user looks up. */
    @Override
    public String toString() {
        return "PD" + (number < 10 ? "00" : "0") + number;
    }
}

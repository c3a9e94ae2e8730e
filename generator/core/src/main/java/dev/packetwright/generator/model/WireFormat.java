package dev.packetwright.generator.model;

/** The fixed sizes and limits of the wire format. Sizes are in bytes. */
public final class WireFormat {
    /** The size of a packet's header, which consists of the size of the packet and its id. */
    public static final int HEADER_SIZE = 4;

    /** The offset of the packet's size in the header. */
    public static final int SIZE_OFFSET = 0;

    /** The offset of the packet's id in the header. */
    public static final int ID_OFFSET = 2;

    /** The size of the length before a string or bytes, and of the count before the elements of a list. */
    public static final int COUNT_SIZE = 2;

    /** The size of the flag before an optional member. */
    public static final int PRESENCE_SIZE = 1;

    /** The maximum size of a packet, header included. */
    public static final int MAX_PACKET_SIZE = 65_535;

    /** The maximum length in bytes of a string or of bytes, and the maximum count of a list. */
    public static final int MAX_COUNT = 65_535;

    /** The maximum length of a UTF-16 string in UTF-16 units. */
    public static final int MAX_UTF_16_UNITS = MAX_COUNT / 2;

    /** The maximum id of a packet. */
    public static final int MAX_ID = 65_535;

    private WireFormat() {}
}

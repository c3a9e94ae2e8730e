package dev.packetwright.runtime.packet;

/**
 * Adds up the size of a packet, member by member: what generated {@code encodedSize} methods are made of.
 *
 * <p>Each method takes the size so far and returns it with one more member, or throws
 * {@link PacketTooLargeException} as soon as the wire's limit is passed. A sum can therefore neither overflow nor take
 * long, however large the packet is that somebody built.
 */
public final class PacketSize {
    private static final int LENGTH_SIZE = 2;
    private static final int MAX_LENGTH = 65_535;

    private PacketSize() {}

    /**
     * Adds a string: its length prefix and two bytes for each UTF-16 unit.
     *
     * @param size the size so far, in bytes
     * @param path packet and member, {@code C_Chat.chat}
     */
    public static int addString(int size, String text, String path) {
        long bytes = 2L * text.length();
        if (bytes > MAX_LENGTH) {
            throw new PacketTooLargeException(path, bytes, "has too many bytes");
        }
        return add(size, LENGTH_SIZE + (int) bytes, path);
    }

    /**
     * Adds a string that is UTF-8: its length prefix and its bytes.
     *
     * @param size the size so far, in bytes
     * @param path packet and member, {@code C_Chat.chat}
     */
    public static int addUtf8(int size, String text, String path) {
        if (text.length() > MAX_LENGTH) { // each unit has at least one byte
            throw new PacketTooLargeException(path, text.length(), "has too many bytes");
        }
        return addBytes(size, Utf8.length(text), path);
    }

    /**
     * Adds bytes: their length prefix and themselves.
     *
     * @param size the size so far, in bytes
     * @param length how many bytes there are
     * @param path packet and member, {@code C_Image.data}
     */
    public static int addBytes(int size, int length, String path) {
        if (length > MAX_LENGTH) {
            throw new PacketTooLargeException(path, length, "has too many bytes");
        }
        return add(size, LENGTH_SIZE + length, path);
    }

    /**
     * Adds the count that a list begins with, and elements of one fixed size.
     *
     * @param size the size so far, in bytes
     * @param count how many elements the list has
     * @param elementSize the bytes of each element; 0 where the elements are added one by one
     * @param path packet and member, {@code S_Info.skill}
     */
    public static int addList(int size, int count, int elementSize, String path) {
        if (count > MAX_LENGTH) {
            throw new PacketTooLargeException(path, count, "has too many elements");
        }
        long bytes = LENGTH_SIZE + (long) count * elementSize;
        return checked(size + bytes, path);
    }

    /**
     * Adds a member, or an element of a list.
     *
     * @param size the size so far, in bytes
     * @param bytes what to add, 0 to 65,535
     * @param path packet and member, {@code S_Info.skill}
     */
    public static int add(int size, int bytes, String path) {
        return checked((long) size + bytes, path);
    }

    private static int checked(long size, String path) {
        if (size > Packet.MAX_SIZE) {
            throw new PacketTooLargeException(path, size, "makes the packet too large in bytes");
        }
        return (int) size;
    }

    /**
     * Holds a whole packet to a limit that is lower than the wire's.
     *
     * @param max the most bytes that it may have
     * @param size the bytes that it has
     * @return the size
     * @throws PacketTooLargeException if the size is beyond the limit
     */
    public static int requireAtMost(int max, int size, Packet packet) {
        if (size > max) {
            throw new PacketTooLargeException(packet.getClass().getSimpleName(), size, max);
        }
        return size;
    }
}

package dev.packetwright.runtime.packet;

/**
 * Adds up the size of a packet, member by member. For the {@code encodedSize} methods of generated code.
 *
 * <p>Each method takes the size so far and returns the size with one more member. It throws {@link
 * PacketTooLargeException} as soon as the size is beyond the limit of the wire, so that a sum cannot overflow and an
 * oversized packet costs no more time than the largest allowed one.
 */
public final class PacketSize {
    private static final int LENGTH_SIZE = 2;

    private PacketSize() {}

    /**
     * Adds a string in UTF-16: its length prefix and two bytes for each UTF-16 unit.
     *
     * @param size the size so far, in bytes
     * @param path the packet and the member, {@code C_Chat.chat}
     */
    public static int addString(int size, String text, String path) {
        long bytes = 2L * text.length();
        Checks.requireByteLength(bytes, path);
        return add(size, LENGTH_SIZE + (int) bytes, path);
    }

    /**
     * Adds a string in UTF-8: its length prefix and its bytes.
     *
     * @param size the size so far, in bytes
     * @param path the packet and the member, {@code C_Chat.chat}
     */
    public static int addUtf8(int size, String text, String path) {
        Checks.requireByteLength(text.length(), path); // a unit has at least one byte
        return addBytes(size, Utf8.length(text), path);
    }

    /**
     * Adds {@code bytes}: their length prefix and the bytes.
     *
     * @param size the size so far, in bytes
     * @param length the number of bytes
     * @param path the packet and the member, {@code C_Image.data}
     */
    public static int addBytes(int size, int length, String path) {
        Checks.requireByteLength(length, path);
        return add(size, LENGTH_SIZE + length, path);
    }

    /**
     * Adds the count of a list and its elements of one fixed size.
     *
     * @param size the size so far, in bytes
     * @param count the number of elements
     * @param elementSize the size of each element in bytes; 0 if the caller adds the elements one by one
     * @param path the packet and the member, {@code S_Info.skill}
     */
    public static int addList(int size, int count, int elementSize, String path) {
        Checks.requireCount(count, path);
        long bytes = LENGTH_SIZE + (long) count * elementSize;
        return checked(size + bytes, path);
    }

    /**
     * Adds a member or an element of a list.
     *
     * @param size the size so far, in bytes
     * @param bytes the number of bytes to add, 0 to 65,535
     * @param path the packet and the member, {@code S_Info.skill}
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
     * Checks the size of a whole packet against a limit.
     *
     * @param max the limit in bytes
     * @param size the size of the packet in bytes
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

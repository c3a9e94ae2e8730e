package dev.packetwright.runtime.packet;

/** The checks that readers, writers and packets share, and the messages of failed ones. */
final class Checks {
    /** The largest count or length that the wire can carry: the range of a {@code u16}. */
    static final int MAX_LENGTH = 65_535;

    private Checks() {}

    static boolean isBetween(long value, long min, long max) {
        return value >= min && value <= max;
    }

    /** Whether a number is between two others. NaN never is. */
    static boolean isBetween(double value, double min, double max) {
        return value >= min && value <= max;
    }

    static boolean isUnsignedBetween(long value, long min, long max) {
        return Long.compareUnsigned(value, min) >= 0 && Long.compareUnsigned(value, max) <= 0;
    }

    static String notBetween(Object value, Object min, Object max) {
        return "is " + value + ", not " + min + " to " + max;
    }

    static String notUnsignedBetween(long value, long min, long max) {
        return notBetween(Long.toUnsignedString(value), Long.toUnsignedString(min), Long.toUnsignedString(max));
    }

    /** Checks that a length prefix can hold the length of a string or of bytes. */
    static void requireByteLength(long length, String path) {
        if (length > MAX_LENGTH) {
            throw tooManyBytes(length, path);
        }
    }

    static PacketTooLargeException tooManyBytes(long length, String path) {
        return new PacketTooLargeException(path, length, "has too many bytes");
    }

    /** Checks that the count of a list can hold the number of its elements. */
    static void requireCount(int count, String path) {
        if (count > MAX_LENGTH) {
            throw new PacketTooLargeException(path, count, "has too many elements");
        }
    }
}

package dev.packetwright.cli.capture;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The clock of an interface in a pcapng file.
 *
 * @param ticksPerSecond the number of ticks in a second, unsigned
 * @param offset the seconds to add to each time
 */
record PcapngClock(long ticksPerSecond, long offset) {
    private static final int OPTIONS = 8;
    private static final int RESOLUTION = 9;
    private static final int OFFSET = 14;
    private static final int MICROSECONDS = 6;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000;

    /** Reads the clock from the options of the block that describes an interface. */
    static PcapngClock of(ByteBuffer description) {
        int resolution = MICROSECONDS;
        long offset = 0;
        int at = OPTIONS;
        while (description.remaining() - at >= Integer.BYTES) {
            int code = Short.toUnsignedInt(description.getShort(at));
            int length = Short.toUnsignedInt(description.getShort(at + 2));
            at += Integer.BYTES;
            if (code == 0 || length > description.remaining() - at) {
                break;
            }
            if (code == RESOLUTION && length == 1) {
                resolution = Byte.toUnsignedInt(description.get(at));
            } else if (code == OFFSET && length == Long.BYTES) {
                offset = description.getLong(at);
            }
            at += (length + 3) / 4 * 4;
        }
        return new PcapngClock(ticksPerSecond(resolution), offset);
    }

    /** A resolution is a negative power of 10, or of 2 if its first bit is set. */
    private static long ticksPerSecond(int resolution) {
        int exponent = resolution & 0x7f;
        if (resolution != exponent) {
            return exponent < Long.SIZE ? 1L << exponent : 0;
        }
        long ticks = 1;
        for (int i = 0; i < exponent; i++) {
            ticks = exponent < 19 ? ticks * 10 : 0;
        }
        return ticks;
    }

    /** Returns the time after a number of ticks, unsigned; empty if the clock has no such time. */
    Optional<Instant> time(long ticks) {
        if (ticksPerSecond == 0) {
            return Optional.empty();
        }
        long seconds = Long.divideUnsigned(ticks, ticksPerSecond);
        long rest = Long.remainderUnsigned(ticks, ticksPerSecond);
        double nanoseconds = (double) rest / ticksPerSecond * NANOSECONDS_PER_SECOND;
        try {
            return Optional.of(Instant.ofEpochSecond(Math.addExact(seconds, offset), Math.round(nanoseconds)));
        } catch (ArithmeticException | DateTimeException outOfRange) {
            return Optional.empty();
        }
    }
}

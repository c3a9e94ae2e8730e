package dev.packetwright.cli;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that {@code xxd}, {@code hexdump -C} and Wireshark make of bytes. Each line has the offset of its first byte,
 * the bytes in hexadecimal, and in most cases the same bytes as text. A line {@code *} stands for repetitions of the
 * line before it.
 */
final class HexDump {
    private static final Pattern FIRST_LINE = Pattern.compile("\\s*0{4,16}:?\\s+\\p{XDigit}{2}.*", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("\\s*(\\p{XDigit}{4,16}):?(?:\\s+(.*))?");
    private static final int HALF_WIDTH = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private byte[] last = {};

    /** The number of bytes in a line. The first line may have any number. */
    private int width = Integer.MAX_VALUE;

    private HexDump() {}

    /** Returns whether a text begins like a dump. */
    static boolean isBeginning(String text) {
        return FIRST_LINE.matcher(text).matches();
    }

    /** Returns the bytes of a dump; empty if the text is not one. */
    static Optional<byte[]> parse(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank())
                .map(String::stripTrailing)
                .toList();
        var dump = new HexDump();
        for (int i = 0; i < lines.size(); i++) {
            boolean isLast = i + 1 == lines.size();
            if (!(isLast ? dump.addLast(lines.get(i)) : dump.add(lines.get(i), lines.get(i + 1)))) {
                return Optional.empty();
            }
        }
        return Optional.of(dump.bytes.toByteArray());
    }

    /** Adds a line, whose number of bytes follows from the offset of the next one. */
    private boolean add(String line, String next) {
        if (line.equals("*")) {
            return offset(next).filter(this::repeatUntil).isPresent();
        }
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || parts.group(2) == null || !isNext(parts.group(1))) {
            return false;
        }
        if (next.equals("*")) {
            width = take(parts.group(2), width);
            return width > 0;
        }
        long count = offset(next).orElse(0L) - bytes.size();
        if (count <= 0 || count > parts.group(2).length()) {
            return false;
        }
        width = (int) count;
        return take(parts.group(2), width) == width;
    }

    /** Adds the last line. Its bytes end at the text column, if there is one; without any, it is the end offset. */
    private boolean addLast(String line) {
        Matcher parts = LINE.matcher(line);
        return parts.matches() && isNext(parts.group(1)) && (parts.group(2) == null || take(parts.group(2), width) > 0);
    }

    private boolean isNext(String offset) {
        return Long.parseUnsignedLong(offset, 16) == bytes.size();
    }

    private static Optional<Long> offset(String line) {
        Matcher parts = LINE.matcher(line);
        return parts.matches() ? Optional.of(Long.parseUnsignedLong(parts.group(1), 16)) : Optional.empty();
    }

    private boolean repeatUntil(long end) {
        if (last.length == 0 || end < bytes.size() || end > Console.MAX_INPUT_BYTES) {
            return false;
        }
        while (bytes.size() < end) {
            bytes.write(last, 0, last.length);
        }
        return bytes.size() == end;
    }

    /** Adds the bytes of a line and returns their number; 0 if there are more than expected, or anything else. */
    private int take(String columns, int most) {
        var taken = new ByteArrayOutputStream();
        int at = 0;
        while (at < columns.length()) {
            if (taken.size() == most || !isPair(columns, at)) {
                return 0;
            }
            taken.write(Integer.parseInt(columns, at, at + 2, 16));
            at = skipGap(columns, at + 2, taken);
        }
        last = taken.toByteArray();
        bytes.writeBytes(last);
        return last.length;
    }

    private static boolean isPair(String columns, int at) {
        return at + 2 <= columns.length() && isHex(columns.charAt(at)) && isHex(columns.charAt(at + 1));
    }

    private static boolean isHex(char digit) {
        return Character.digit(digit, 16) >= 0 && digit < 128;
    }

    /** Passes one space, or the two in the middle of a line. Any other gap is the one before the text column. */
    private static int skipGap(String columns, int at, ByteArrayOutputStream taken) {
        int end = at;
        while (end < columns.length() && columns.charAt(end) == ' ') {
            end++;
        }
        boolean isMiddle = end - at == 2
                && taken.size() == HALF_WIDTH
                && isPair(columns, end)
                && !columns.substring(end).equals(asText(taken.toByteArray()));
        return end - at <= 1 || isMiddle ? end : columns.length();
    }

    /** Returns the text column for bytes, without the spaces at its end. */
    private static String asText(byte[] bytes) {
        var text = new StringBuilder();
        for (byte value : bytes) {
            text.append(value >= ' ' && value < 127 ? (char) value : '.');
        }
        return text.toString().stripTrailing();
    }
}

package dev.packetwright.runtime.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Strings of every length, at even and odd offsets, are read in the same way as by a reader that takes one unit at a
 * time.
 */
class TextTest {
    private static final int SEEDS = 20;
    private static final int TEXTS = 400;

    @TestFactory
    Stream<DynamicTest> randomTexts() {
        return new Random()
                .longs(SEEDS)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    Random random = new Random(seed);
                    PacketWriter out = new PacketWriter(new byte[0]);
                    PacketReader in = new PacketReader(new byte[] {4, 0, 0, 0});
                    byte[] reused = new byte[4_000];
                    for (int i = 0; i < TEXTS; i++) {
                        byte[] buffer = random.nextInt(10) == 0 ? new byte[4_000] : reused;
                        tryOne(text(random), buffer, random.nextInt(20), out, in);
                    }
                }));
    }

    /** The code that checks four units at a time respects the units before and after them, and the end of the text. */
    @Test
    void anyTwoUnitsAnywhereInALongText() {
        PacketWriter out = new PacketWriter(new byte[0]);
        PacketReader in = new PacketReader(new byte[] {4, 0, 0, 0});
        byte[] buffer = new byte[200];
        for (int length = 33; length <= 36; length++) {
            for (int at = 0; at < length - 1; at++) {
                for (String text : withTwoUnits(length, at)) {
                    tryOne(text, buffer, 0, out, in);
                }
            }
        }
    }

    /** Texts with a special unit at the position, and another one directly after it or after four units in between. */
    private static List<String> withTwoUnits(int length, int at) {
        String units = "a\ud7ff\ud800\udbff\udc00\udfff\ue000\uffff";
        List<String> texts = new ArrayList<>();
        for (int second : new int[] {at + 1, Math.min(at + 5, length - 1)}) {
            for (int i = 0; i < units.length() * units.length(); i++) {
                StringBuilder text = new StringBuilder("가".repeat(length));
                text.setCharAt(at, units.charAt(i / units.length()));
                text.setCharAt(second, units.charAt(i % units.length()));
                texts.add(text.toString());
            }
        }
        return texts;
    }

    private static void tryOne(String text, byte[] buffer, int offset, PacketWriter out, PacketReader in) {
        int size = Packet.HEADER_SIZE + 2 + 2 * text.length();
        out.wrap(buffer, offset, size);
        out.writeUShort(size);
        out.writeUShort(1);
        out.writeString(text);
        for (int i = 0; i < text.length(); i++) {
            assertThat(unit(buffer, offset + 6 + 2 * i)).isEqualTo(received(text, i));
        }
        assertThat(in.wrap(buffer, offset, size).readString("m")).isEqualTo(received(text));

        putRaw(text, buffer, offset + 6);
        assertThat(in.wrap(buffer, offset, size).readString("m")).isEqualTo(received(text));
    }

    private static char unit(byte[] bytes, int at) {
        return (char) (Byte.toUnsignedInt(bytes[at]) | bytes[at + 1] << 8);
    }

    private static void putRaw(String text, byte[] buffer, int at) {
        for (int i = 0; i < text.length(); i++) {
            buffer[at + 2 * i] = (byte) text.charAt(i);
            buffer[at + 2 * i + 1] = (byte) (text.charAt(i) >> 8);
        }
    }

    private static String received(String text) {
        StringBuilder received = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            received.append(received(text, i));
        }
        return received.toString();
    }

    /** The unit as it is received: a replacement for a surrogate without its partner, and otherwise the unit itself. */
    private static char received(String text, int i) {
        char unit = text.charAt(i);
        boolean pairedBehind = i > 0 && Character.isSurrogatePair(text.charAt(i - 1), unit);
        boolean pairedAhead = i + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(i + 1));
        return Character.isSurrogate(unit) && !pairedBehind && !pairedAhead ? '\ufffd' : unit;
    }

    /**
     * A text with mostly one kind of characters. Its length is around the lengths at which the implementation changes
     * its method.
     */
    private static String text(Random random) {
        int length = random.nextInt(3) == 0 ? random.nextInt(1_200) : random.nextInt(70);
        int kind = random.nextInt(6);
        int odd = 1 + random.nextInt(60);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(random.nextInt(odd) == 0 ? unit(random, random.nextInt(6)) : unit(random, kind));
        }
        text.setLength(length);
        return text.toString();
    }

    private static String unit(Random random, int kind) {
        return switch (kind) {
            case 0 -> String.valueOf((char) (' ' + random.nextInt(95)));
            case 1 -> String.valueOf((char) (0x80 + random.nextInt(0x80)));
            case 2 -> String.valueOf((char) (0xac00 + random.nextInt(11_000)));
            case 3 -> Character.toString(0x1f300 + random.nextInt(500));
            case 4 -> String.valueOf((char) (0xd700 + random.nextInt(0xa00)));
            default -> String.valueOf((char) random.nextInt(0x10000));
        };
    }
}

package dev.packetwright.runtime.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader refuses lengths and values beyond their bounds, and reports where the member begins. */
class BoundsTest {
    private static PacketReader readerOf(String body) {
        byte[] packet = HexFormat.of().parseHex("0000" + "0100" + body);
        packet[0] = (byte) packet.length;
        return new PacketReader(packet);
    }

    @Test
    void stringsMayBeAsLongAsTheirBound() {
        String padded = "ff" + "0600" + "610062006300";
        assertThat(behindOneByte(padded).readString("P.m", 3)).isEqualTo("abc");
        assertMalformed(
                "P.m at byte 5: has 3 UTF-16 units; the most is 2",
                () -> behindOneByte(padded).readString("P.m", 2));
        String odd = "ff" + "0300" + "610062";
        assertThat(behindOneByte(odd).readString("P.m", 2)).isEqualTo("a\ufffd");
        assertMalformed(
                "P.m at byte 5: has 2 UTF-16 units; the most is 1",
                () -> behindOneByte(odd).readString("P.m", 1));
    }

    @Test
    void stringsInUtf8AreMeasuredInUnits() {
        String text = "ff" + "0400" + "c3a46261"; // four bytes, three units
        assertThat(behindOneByte(text).readUtf8("P.m", 3)).isEqualTo("\u00e4ba");
        assertMalformed(
                "P.m at byte 5: has 3 UTF-16 units; the most is 2",
                () -> behindOneByte(text).readUtf8("P.m", 2));
    }

    @Test
    void bytesMayBeAsManyAsTheirBound() {
        String bytes = "ff" + "0200" + "0102";
        assertThat(behindOneByte(bytes).readBytes("P.m", 2)).isEqualTo(Bytes.of((byte) 1, (byte) 2));
        assertMalformed(
                "P.m at byte 5: has 2 bytes; the most is 1",
                () -> behindOneByte(bytes).readBytes("P.m", 1));
    }

    @Test
    void listsMayHaveAsManyElementsAsTheirBound() {
        String list = "ff" + "0200" + "0102";
        assertThat(behindOneByte(list).readCount(1, "P.m", 2)).isEqualTo(2);
        assertMalformed(
                "P.m at byte 5: has 2 elements; the most is 1",
                () -> behindOneByte(list).readCount(1, "P.m", 1));
        assertMalformed(
                "P.m at byte 5: a list of 2 elements of 2 bytes or more, but 2 are left",
                () -> behindOneByte(list).readCount(2, "P.m", 1));
    }

    /** Functions that read each kind of scalar list, with the maximum length as their argument. */
    static Stream<Function<Integer, ScalarList<?>>> scalarLists() {
        String two = "ff" + "0200" + "00".repeat(16);
        return Stream.of(
                max -> behindOneByte(two).readBoolList("P.m", max),
                max -> behindOneByte(two).readByteList("P.m", max),
                max -> behindOneByte(two).readSByteList("P.m", max),
                max -> behindOneByte(two).readShortList("P.m", max),
                max -> behindOneByte(two).readUShortList("P.m", max),
                max -> behindOneByte(two).readIntList("P.m", max),
                max -> behindOneByte(two).readUIntList("P.m", max),
                max -> behindOneByte(two).readLongList("P.m", max),
                max -> behindOneByte(two).readFloatList("P.m", max),
                max -> behindOneByte(two).readDoubleList("P.m", max));
    }

    @ParameterizedTest
    @MethodSource("scalarLists")
    void scalarListsMayHaveAsManyElementsAsTheirBound(Function<Integer, ScalarList<?>> read) {
        assertThat(read.apply(2).size()).isEqualTo(2);
        assertMalformed("P.m at byte 5: has 2 elements; the most is 1", () -> read.apply(1));
    }

    /** A bound applies to one call only. */
    @Test
    void aBoundThatIsPassedOverBoundsNothingElse() {
        PacketReader in = readerOf("0000" + "0400" + "61006200");
        assertThat(in.readString("P.m", 0)).isEmpty();
        assertThat(in.readString("P.n")).isEqualTo("ab");
    }

    @Test
    void valuesAreWithinTheirRange() {
        PacketReader in = readerOf("05000000" + "06000000");
        assertThat(in.checkRange(in.position(), in.readInt("P.m"), 5, 5, "P.m")).isEqualTo(5);
        assertMalformed(
                "P.n at byte 8: is 6, not 1 to 5", () -> in.checkRange(in.position(), in.readInt("P.n"), 1, 5, "P.n"));
        assertMalformed(
                "P.m at byte 4: is 4294967295, not 0 to 7", () -> in.checkRange(4, 0xffff_ffffL, 0L, 7L, "P.m"));
        assertMalformed("P.m at byte 4: is 1.5, not 0.0 to 1.0", () -> in.checkRange(4, 1.5f, 0f, 1f, "P.m"));
        assertMalformed("P.m at byte 4: is NaN, not 0.0 to 1.0", () -> in.checkRange(4, Float.NaN, 0f, 1f, "P.m"));
        assertMalformed("P.m at byte 4: is NaN, not 0.0 to 1.0", () -> in.checkRange(4, Double.NaN, 0d, 1d, "P.m"));
        assertMalformed(
                "P.m at byte 4: is 18446744073709551615, not 0 to 1",
                () -> in.checkUnsignedRange(4, -1L, 0L, 1L, "P.m"));
        assertThat(in.checkUnsignedRange(4, -1L, 0L, -1L, "P.m")).isEqualTo(-1L);
        assertThat(in.unknownValue(8, -1L, "P.n")).hasMessage("P.n at byte 8: has the unknown value -1");
        assertThat(in.unknownUnsignedValue(8, -1L, "P.n"))
                .hasMessage("P.n at byte 8: has the unknown value 18446744073709551615");
    }

    private static PacketReader behindOneByte(String body) {
        PacketReader in = readerOf(body);
        in.readByte("P.first");
        return in;
    }

    private static void assertMalformed(String message, ThrowingCallable read) {
        assertThatThrownBy(read).isInstanceOf(MalformedPacketException.class).hasMessage(message);
    }
}

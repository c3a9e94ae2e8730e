package dev.packetwright.runtime.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link PacketWriter} writes the bytes of the wire format, and {@link PacketReader} reads them back. */
class RoundTripTest {
    private static final HexFormat HEX = HexFormat.of();

    /** A packet whose body is written by a test. */
    private record Body(int bodySize, Consumer<PacketWriter> body) implements Packet {
        @Override
        public int packetId() {
            return 0x1234;
        }

        @Override
        public int encodedSize() {
            return HEADER_SIZE + bodySize;
        }

        @Override
        public void write(PacketWriter out) {
            body.accept(out);
        }
    }

    private static PacketReader readerOf(String body) {
        byte[] bytes = HEX.parseHex(body);
        byte[] packet = new byte[Packet.HEADER_SIZE + bytes.length];
        packet[0] = (byte) packet.length;
        packet[1] = (byte) (packet.length >> 8);
        System.arraycopy(bytes, 0, packet, Packet.HEADER_SIZE, bytes.length);
        return new PacketReader(packet);
    }

    @Test
    void everyScalar() {
        var packet = new Body(44, out -> {
            out.writeBool(true);
            out.writeBool(false);
            out.writeByte(255);
            out.writeSByte((byte) -2);
            out.writeShort((short) -3);
            out.writeUShort(65_534);
            out.writeInt(-4);
            out.writeUInt(4_294_967_291L);
            out.writeLong(-6);
            out.writeLong(Long.MIN_VALUE);
            out.writeFloat(1.5f);
            out.writeDouble(-2.25);
        });
        byte[] bytes = packet.toBytes();
        assertThat(HEX.formatHex(bytes))
                .isEqualTo("30003412" + "0100fffe" + "fdfffeff" + "fcfffffffbffffff" + "faffffffffffffff"
                        + "0000000000000080" + "0000c03f" + "00000000000002c0");
        var in = new PacketReader(bytes);
        assertThat(in.packetId()).isEqualTo(0x1234);
        assertThat(in.size()).isEqualTo(48);
        assertThat(in.readBool("m")).isTrue();
        assertThat(in.readBool("m")).isFalse();
        assertThat(in.readByte("m")).isEqualTo(255);
        assertThat(in.readSByte("m")).isEqualTo((byte) -2);
        assertThat(in.readShort("m")).isEqualTo((short) -3);
        assertThat(in.readUShort("m")).isEqualTo(65_534);
        assertThat(in.readInt("m")).isEqualTo(-4);
        assertThat(in.readUInt("m")).isEqualTo(4_294_967_291L);
        assertThat(in.readLong("m")).isEqualTo(-6);
        assertThat(in.readLong("m")).isEqualTo(Long.MIN_VALUE);
        assertThat(in.readFloat("m")).isEqualTo(1.5f);
        assertThat(in.readDouble("m")).isEqualTo(-2.25);
        assertThat(in.remaining()).isZero();
        assertThat(in.offset()).isEqualTo(48);
    }

    @Test
    void theChatPacketOfTheDocumentation() {
        var packet = new Body(26, out -> out.writeString("Hello Server"));
        assertThat(HEX.formatHex(packet.toBytes()))
                .isEqualTo("1e003412" + "1800480065006c006c006f002000530065007200760065007200");
    }

    @Test
    void floatsKeepTheirBits() {
        int quiet = 0xffc00001;
        long noisy = 0x7ff0000000000001L;
        var packet = new Body(12, out -> {
            out.writeFloat(Float.intBitsToFloat(quiet));
            out.writeDouble(Double.longBitsToDouble(noisy));
        });
        var in = new PacketReader(packet.toBytes());
        assertThat(Float.floatToRawIntBits(in.readFloat("m"))).isEqualTo(quiet);
        assertThat(Double.doubleToRawLongBits(in.readDouble("m"))).isEqualTo(noisy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "02", "80", "ff"})
    void anyByteButZeroIsTrue(String bool) {
        assertThat(readerOf(bool).readBool("m")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "Hello",
                "\u00e4\ud55c\u4e16",
                "\ud83d\ude00",
                "a\ud83d\ude00b",
                "\ufeffbom",
                "\0",
                "\uffff"
            })
    void stringsComeBackAsTheyWere(String text) {
        var packet = new Body(2 + 2 * text.length(), out -> out.writeString(text));
        assertThat(new PacketReader(packet.toBytes()).readString("m")).isEqualTo(text);
    }

    @Test
    void aLoneSurrogateIsWrittenAsTheReplacement() {
        assertWritten("\ud83d", "fdff");
        assertWritten("\ude00", "fdff");
        assertWritten("a\ud83d", "6100fdff");
        assertWritten("\ud83da", "fdff6100");
        assertWritten("\ude00\ud83d", "fdfffdff");
        assertWritten("\ud83d\ud83d\ude00", "fdff3dd800de");
        assertWritten("\ud83d\ude00\ude00", "3dd800defdff");
    }

    private static void assertWritten(String text, String units) {
        var packet = new Body(2 + 2 * text.length(), out -> out.writeString(text));
        assertThat(HEX.formatHex(packet.toBytes()).substring(12)).isEqualTo(units);
    }

    @Test
    void unpairedUnitsAndOddBytesReadAsTheReplacement() {
        assertRead("3dd8", "\ufffd");
        assertRead("00de", "\ufffd");
        assertRead("3dd86100", "\ufffda"); // the unit after a lone high surrogate is kept
        assertRead("00de3dd8", "\ufffd\ufffd");
        assertRead("3dd83dd800de", "\ufffd\ud83d\ude00");
        assertRead("fffe6100", "\ufeffa"); // not treated as a byte order mark
        assertRead("61", "\ufffd");
        assertRead("610062", "a\ufffd"); // an odd byte at the end
        assertRead("3dd800", "\ufffd\ufffd");
    }

    private static void assertRead(String units, String text) {
        String length = HEX.toHexDigits((byte) (units.length() / 2)) + "00";
        assertThat(readerOf(length + units).readString("m")).isEqualTo(text);
    }

    @Test
    void aReaderServesOneStringAfterAnother() {
        PacketReader in = readerOf("0600" + "610062006300" + "0000" + "0200" + "7a00");
        assertThat(in.readString("m")).isEqualTo("abc");
        assertThat(in.readString("m")).isEmpty();
        assertThat(in.readString("m")).isEqualTo("z");
    }

    @Test
    void bytesThatAreNotThereAreMalformed() {
        PacketReader in = readerOf("0102");
        assertThatThrownBy(() -> in.readInt("S_Info.skill.level"))
                .isInstanceOfSatisfying(MalformedPacketException.class, malformed -> {
                    assertThat(malformed.packet()).isEqualTo("S_Info");
                    assertThat(malformed.member()).isEqualTo("skill.level");
                    assertThat(malformed.offset()).isEqualTo(4);
                    assertThat(malformed.getStackTrace()).isEmpty();
                })
                .hasMessage("S_Info.skill.level at byte 4: needs 4 bytes, but 2 are left");
        assertThat(in.readUShort("m")).as("the reader has not moved").isEqualTo(0x0201);
        assertThatThrownBy(() -> in.readBool("m")).isInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> in.readLong("m")).isInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> in.readDouble("m")).isInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> in.readString("m")).isInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> in.readCount(1, "m")).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void lengthsAndCountsAreHeldAgainstWhatIsThere() {
        assertThatThrownBy(() -> readerOf("0300" + "6100").readString("m"))
                .hasMessage("m at byte 4: a string of 3 bytes, but 2 are left");
        assertThatThrownBy(() -> readerOf("ffff" + "6100").readCount(4, "m"))
                .hasMessage("m at byte 4: a list of 65535 elements of 4 bytes or more, but 2 are left");
        assertThat(readerOf("0200" + "6100").readCount(1, "m")).isEqualTo(2);
        assertThat(readerOf("ffff").readCount(0, "m")).isEqualTo(65_535);
    }

    @Test
    void headersAreHeldAgainstWhatIsThere() {
        assertThatThrownBy(() -> new PacketReader(new byte[] {4, 0, 1})).isInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> new PacketReader(new byte[] {3, 0, 1})).isInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> new PacketReader(new byte[] {5, 0, 1, 0}))
                .hasMessage("header.size at byte 0: says 5 bytes, but the packet has 4");
        assertThatThrownBy(() -> readerOf("").wrap(new byte[8], 6, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aReaderReadsInTheMiddleOfAnArray() {
        PacketReader in = readerOf("").wrap(new byte[] {9, 9, 5, 0, 2, 0, 7, 9, 9}, 2, 5);
        assertThat(in.packetId()).isEqualTo(2);
        assertThat(in.readByte("m")).isEqualTo(7);
        assertThatThrownBy(() -> in.readByte("m")).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void aWriterStaysWithinItsRegion() {
        byte[] bytes = new byte[10];
        PacketWriter out = new PacketWriter(bytes).wrap(bytes, 2, 6);
        out.writeInt(-1);
        assertThatThrownBy(() -> out.writeInt(-1)).isInstanceOf(BufferOverflowException.class);
        assertThatThrownBy(() -> out.writeString("ab")).isInstanceOf(BufferOverflowException.class);
        out.writeShort((short) -1);
        assertThat(out.position()).isEqualTo(8);
        assertThat(bytes).containsExactly(0, 0, -1, -1, -1, -1, -1, -1, 0, 0);
        assertThatThrownBy(() -> out.wrap(bytes, 8, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aPacketThatFailsLeavesTheWriterWhereItWas() {
        byte[] bytes = new byte[20];
        var out = new PacketWriter(bytes);
        var good = new Body(4, body -> body.writeInt(1));
        out.writePacket(good);
        var throwing = new Body(4, body -> {
            body.writeShort((short) 1);
            throw new IllegalArgumentException("on purpose");
        });
        assertThatThrownBy(() -> out.writePacket(throwing)).hasMessage("on purpose");
        assertThat(out.position()).isEqualTo(8);
        var tooLong = new Body(12, body -> body.writeString("12345"));
        assertThatThrownBy(() -> out.writePacket(tooLong)).isInstanceOf(BufferOverflowException.class);
        assertThat(out.position()).isEqualTo(8);
        out.writePacket(good);
        assertThat(out.position()).isEqualTo(16);
        assertThat(readerOf("").wrap(bytes, 8, 8).readInt("m")).isEqualTo(1);
    }

    @Test
    void aPacketThatIsNotOfTheSizeThatItSaidIsRefused() {
        var out = new PacketWriter(new byte[20]);
        var tooShort = new Body(4, body -> body.writeShort((short) 1));
        assertThatThrownBy(() -> out.writePacket(tooShort, tooShort.encodedSize()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("encodedSize() returned 8, but header and write() made 6 bytes");
        var tooLong = new Body(1, body -> body.writeInt(1));
        assertThatThrownBy(() -> out.writePacket(tooLong, tooLong.encodedSize()))
                .isInstanceOf(BufferOverflowException.class);
        var tooLarge = new Body(20, body -> {});
        assertThatThrownBy(() -> out.writePacket(tooLarge, tooLarge.encodedSize()))
                .isInstanceOf(BufferOverflowException.class);
        assertThat(out.position()).isEqualTo(0);
    }

    @Test
    void thePacketThatNobodyAskedForItsSizeHasTheOneThatWasWritten() {
        byte[] bytes = new byte[20];
        new PacketWriter(bytes).writePacket(new Body(12, body -> body.writeShort((short) 7)));
        assertThat(readerOf("").wrap(bytes, 0, 6).readShort("m")).isEqualTo((short) 7);
    }

    @Test
    void aPacketThatTheWireCannotSayIsTooLargeWhateverTheRoom() {
        Consumer<PacketWriter> body = out -> {
            out.writeString("x".repeat(20_000));
            out.writeString("x".repeat(20_000));
        };
        var honest = new Packet() {
            @Override
            public int packetId() {
                return 1;
            }

            @Override
            public int encodedSize() {
                return PacketSize.add(60_000, 20_008, "S_Book.pages");
            }

            @Override
            public void write(PacketWriter out) {
                body.accept(out);
            }
        };
        for (int room : new int[] {0, 50_000, 200_000}) {
            var out = new PacketWriter(new byte[room]);
            assertThatThrownBy(() -> out.writePacket(honest))
                    .isInstanceOf(PacketTooLargeException.class)
                    .hasMessageContaining("S_Book.pages");
            assertThat(out.position()).isEqualTo(0);
        }
        var out = new PacketWriter(new byte[200_000]);
        assertThatThrownBy(() -> out.writePacket(new Body(8, body))).isInstanceOf(PacketTooLargeException.class);
        assertThat(out.position()).isEqualTo(0);
    }

    @Test
    void whatTheWireCannotSayIsTooLarge() {
        var out = new PacketWriter(new byte[200_000]);
        out.writeString("x".repeat(32_767));
        assertThatThrownBy(() -> out.writeString("x".repeat(32_768))).isInstanceOf(PacketTooLargeException.class);
        out.writeCount(65_535);
        assertThatThrownBy(() -> out.writeCount(65_536)).isInstanceOf(PacketTooLargeException.class);
        assertThat(out.position()).isEqualTo(2 + 65_534 + 2);
    }
}

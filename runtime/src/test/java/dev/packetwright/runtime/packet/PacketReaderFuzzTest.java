package dev.packetwright.runtime.packet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

/**
 * For any bytes, a reader returns values or throws {@link MalformedPacketException}. The first bytes of the input
 * determine which members are read. The rest is the packet.
 */
@Tag("fuzz")
class PacketReaderFuzzTest {
    private static final int MAX_MEMBERS = 16;

    @FuzzTest(maxExecutions = 20_000)
    void readingIsTotal(byte[] bytes) {
        int members = Math.min(MAX_MEMBERS, bytes.length / 2);
        byte[] packet = withHeader(bytes, members);
        List<Object> values = new ArrayList<>();
        var reader = new PacketReader(packet);
        try {
            for (int i = 0; i < members; i++) {
                values.add(read(reader, bytes[i]));
                require(
                        reader.remaining() >= 0 && reader.offset() + reader.remaining() == packet.length,
                        "the position");
            }
        } catch (MalformedPacketException malformed) {
            require(malformed.offset() >= 0 && malformed.offset() <= packet.length, "the offset of the problem");
            return;
        }
        require(
                values.equals(readAgain(packet, bytes, members)),
                "the values, read again out of the middle of an array");
    }

    private static byte[] withHeader(byte[] bytes, int from) {
        int size = Math.min(Packet.MAX_SIZE, Packet.HEADER_SIZE + bytes.length - from);
        byte[] packet = new byte[size];
        packet[0] = (byte) size;
        packet[1] = (byte) (size >> 8);
        System.arraycopy(bytes, from, packet, Packet.HEADER_SIZE, size - Packet.HEADER_SIZE);
        return packet;
    }

    private static Object read(PacketReader in, int kind) {
        return switch (Math.floorMod(kind, 12)) {
            case 0 -> in.readBool("Fuzz.bool");
            case 1 -> in.readByte("Fuzz.byte");
            case 2 -> in.readSByte("Fuzz.sbyte");
            case 3 -> in.readShort("Fuzz.short");
            case 4 -> in.readUShort("Fuzz.ushort");
            case 5 -> in.readInt("Fuzz.int");
            case 6 -> in.readUInt("Fuzz.uint");
            case 7 -> in.readLong("Fuzz.long");
            case 8 -> Float.floatToRawIntBits(in.readFloat("Fuzz.float"));
            case 9 -> Double.doubleToRawLongBits(in.readDouble("Fuzz.double"));
            case 10 -> text(in);
            default -> count(in, 1 + Math.floorMod(kind, 5));
        };
    }

    private static String text(PacketReader in) {
        int before = in.remaining();
        String text = in.readString("Fuzz.string");
        require(text.length() <= before, "a string of no more than there is");
        return text;
    }

    private static int count(PacketReader in, int elementSize) {
        int count = in.readCount(elementSize, "Fuzz.list");
        require((long) count * elementSize <= in.remaining(), "a count of no more than there can be");
        return count;
    }

    private static List<Object> readAgain(byte[] packet, byte[] kinds, int members) {
        byte[] wider = new byte[packet.length + 20];
        System.arraycopy(packet, 0, wider, 7, packet.length);
        PacketReader reader = new PacketReader(new byte[] {4, 0, 0, 0}).wrap(wider, 7, packet.length);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            values.add(read(reader, kinds[i]));
        }
        return values;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}

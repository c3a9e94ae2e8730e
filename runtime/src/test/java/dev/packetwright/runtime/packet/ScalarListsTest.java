package dev.packetwright.runtime.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short and long scalar lists of every kind, at even and odd offsets, have the same bytes as in a byte buffer. */
class ScalarListsTest {
    private static final int SIGNALLING = 0x7f80_0001;
    private static final long SIGNALLING_LONG = 0x7ff0_0000_0000_0001L;

    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 64, 65, 66, 1000, 8000})
    void everyKindOfEveryLength(int count) {
        long[] values = random.longs(count).toArray();
        int[] bytes = new int[count];
        int[] sbytes = new int[count];
        int[] shorts = new int[count];
        int[] ushorts = new int[count];
        int[] ints = new int[count];
        long[] uints = new long[count];
        boolean[] bools = new boolean[count];
        ByteBuffer one = listOf(count, 1);
        ByteBuffer two = listOf(count, 2);
        ByteBuffer four = listOf(count, 4);
        ByteBuffer eight = listOf(count, 8);
        ByteBuffer truth = listOf(count, 1);
        for (int i = 0; i < count; i++) {
            bytes[i] = (int) (values[i] & 0xff);
            sbytes[i] = (byte) values[i];
            shorts[i] = (short) values[i];
            ushorts[i] = (int) (values[i] & 0xffff);
            ints[i] = (int) values[i];
            uints[i] = values[i] & 0xffff_ffffL;
            bools[i] = values[i] < 0;
            one.put((byte) values[i]);
            two.putShort((short) values[i]);
            four.putInt((int) values[i]);
            eight.putLong(values[i]);
            truth.put((byte) (values[i] < 0 ? 1 : 0));
        }
        ScalarList<boolean[]> boolList = ScalarList.of(bools);
        assertWritten(truth, out -> out.writeBoolList(boolList));
        assertThat(read(truth).readBoolList("m")).isEqualTo(boolList);
        ScalarList<int[]> byteList = ScalarList.of(bytes);
        assertWritten(one, out -> out.writeByteList(byteList));
        assertThat(read(one).readByteList("m")).isEqualTo(byteList);
        ScalarList<int[]> sbyteList = ScalarList.of(sbytes);
        assertWritten(one, out -> out.writeSByteList(sbyteList));
        assertThat(read(one).readSByteList("m")).isEqualTo(sbyteList);
        ScalarList<int[]> shortList = ScalarList.of(shorts);
        assertWritten(two, out -> out.writeShortList(shortList));
        assertThat(read(two).readShortList("m")).isEqualTo(shortList);
        ScalarList<int[]> ushortList = ScalarList.of(ushorts);
        assertWritten(two, out -> out.writeUShortList(ushortList));
        assertThat(read(two).readUShortList("m")).isEqualTo(ushortList);
        ScalarList<int[]> intList = ScalarList.of(ints);
        assertWritten(four, out -> out.writeIntList(intList));
        assertThat(read(four).readIntList("m")).isEqualTo(intList);
        ScalarList<long[]> uintList = ScalarList.of(uints);
        assertWritten(four, out -> out.writeUIntList(uintList));
        assertThat(read(four).readUIntList("m")).isEqualTo(uintList);
        ScalarList<long[]> longList = ScalarList.of(values);
        assertWritten(eight, out -> out.writeLongList(longList));
        assertThat(read(eight).readLongList("m")).isEqualTo(longList);
    }

    /** Compares the numbers by their bits, because a conversion would change a signalling NaN. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 65, 1000})
    void floatsKeepTheirBits(int count) {
        float[] floats = new float[count];
        double[] doubles = new double[count];
        ByteBuffer four = listOf(count, 4);
        ByteBuffer eight = listOf(count, 8);
        for (int i = 0; i < count; i++) {
            floats[i] = Float.intBitsToFloat(i % 5 == 0 ? SIGNALLING + i : random.nextInt());
            doubles[i] = Double.longBitsToDouble(i % 5 == 0 ? SIGNALLING_LONG + i : random.nextLong());
            four.putInt(Float.floatToRawIntBits(floats[i]));
            eight.putLong(Double.doubleToRawLongBits(doubles[i]));
        }
        assertWritten(four, out -> out.writeFloatList(ScalarList.of(floats)));
        assertWritten(eight, out -> out.writeDoubleList(ScalarList.of(doubles)));
        ScalarList<float[]> readFloats = read(four).readFloatList("m");
        ScalarList<double[]> readDoubles = read(eight).readDoubleList("m");
        assertThat(readFloats.size()).isEqualTo(count);
        assertThat(readDoubles.size()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(Float.floatToRawIntBits(readFloats.getFloat(i))).isEqualTo(Float.floatToRawIntBits(floats[i]));
            assertThat(Double.doubleToRawLongBits(readDoubles.getDouble(i)))
                    .isEqualTo(Double.doubleToRawLongBits(doubles[i]));
        }
    }

    private static ByteBuffer listOf(int count, int elementSize) {
        ByteBuffer list = ByteBuffer.allocate(2 + count * elementSize).order(ByteOrder.LITTLE_ENDIAN);
        return list.putShort((short) count);
    }

    /** Writes the list into the middle of an array, and asserts that the other bytes do not change. */
    private void assertWritten(ByteBuffer list, Consumer<PacketWriter> write) {
        int before = random.nextInt(16);
        int size = list.capacity();
        byte[] array = new byte[before + size + 3];
        var out = new PacketWriter(array).wrap(array, before, size);
        write.accept(out);
        assertThat(out.position()).isEqualTo(before + size);
        byte[] expected = new byte[array.length];
        list.get(0, expected, before, size);
        assertThat(array).isEqualTo(expected);
    }

    /** A reader of a packet in the middle of an array. The packet contains only the list. */
    private PacketReader read(ByteBuffer list) {
        int before = random.nextInt(16);
        int size = Packet.HEADER_SIZE + list.capacity();
        byte[] array = new byte[before + size + 3];
        array[before] = (byte) size;
        array[before + 1] = (byte) (size >> 8);
        list.get(0, array, before + Packet.HEADER_SIZE, list.capacity());
        return new PacketReader(new byte[] {4, 0, 0, 0}).wrap(array, before, size);
    }
}

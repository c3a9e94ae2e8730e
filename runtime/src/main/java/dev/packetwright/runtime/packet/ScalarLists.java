package dev.packetwright.runtime.packet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Scalar lists as bytes: a count of two bytes and the elements. The caller has checked that the bytes are present, or
 * that there is room for them.
 *
 * <p>Each method takes the array and the index of the count. The {@code put} methods return the index behind the list.
 */
final class ScalarLists {
    private static final int COUNT_SIZE = 2;

    /** For up to this number of elements, a loop is faster than a bulk copy. */
    private static final int FEW = 64;

    private ScalarLists() {}

    private static int count(byte[] in, int list) {
        return LittleEndian.getUShort(in, list);
    }

    private static int putCount(byte[] out, int list, int count) {
        LittleEndian.putShort(out, list, count);
        return list + COUNT_SIZE;
    }

    /** The bytes from the first element on. */
    private static ByteBuffer elements(byte[] bytes, int list) {
        int first = list + COUNT_SIZE;
        return ByteBuffer.wrap(bytes, first, bytes.length - first).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ScalarList<boolean[]> bools(byte[] in, int list) {
        boolean[] elements = new boolean[count(in, list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = in[list + COUNT_SIZE + i] != 0;
        }
        return ScalarList.sharing(elements);
    }

    static ScalarList<int[]> bytes(byte[] in, int list) {
        int[] elements = new int[count(in, list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Byte.toUnsignedInt(in[list + COUNT_SIZE + i]);
        }
        return ScalarList.sharing(elements);
    }

    static ScalarList<int[]> sbytes(byte[] in, int list) {
        int[] elements = new int[count(in, list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = in[list + COUNT_SIZE + i];
        }
        return ScalarList.sharing(elements);
    }

    static ScalarList<int[]> shorts(byte[] in, int list) {
        int[] elements = new int[count(in, list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = LittleEndian.getShort(in, list + COUNT_SIZE + 2 * i);
        }
        return ScalarList.sharing(elements);
    }

    static ScalarList<int[]> ushorts(byte[] in, int list) {
        int[] elements = new int[count(in, list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = LittleEndian.getUShort(in, list + COUNT_SIZE + 2 * i);
        }
        return ScalarList.sharing(elements);
    }

    static ScalarList<int[]> ints(byte[] in, int list) {
        int[] elements = new int[count(in, list)];
        if (elements.length > FEW) {
            elements(in, list).asIntBuffer().get(elements);
            return ScalarList.sharing(elements);
        }
        for (int i = 0; i < elements.length; i++) {
            elements[i] = LittleEndian.getInt(in, list + COUNT_SIZE + 4 * i);
        }
        return ScalarList.sharing(elements);
    }

    static ScalarList<long[]> uints(byte[] in, int list) {
        long[] elements = new long[count(in, list)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = LittleEndian.getUInt(in, list + COUNT_SIZE + 4 * i);
        }
        return ScalarList.sharing(elements);
    }

    static ScalarList<long[]> longs(byte[] in, int list) {
        long[] elements = new long[count(in, list)];
        if (elements.length > FEW) {
            elements(in, list).asLongBuffer().get(elements);
            return ScalarList.sharing(elements);
        }
        for (int i = 0; i < elements.length; i++) {
            elements[i] = LittleEndian.getLong(in, list + COUNT_SIZE + 8 * i);
        }
        return ScalarList.sharing(elements);
    }

    static ScalarList<float[]> floats(byte[] in, int list) {
        float[] elements = new float[count(in, list)];
        if (elements.length > FEW) {
            elements(in, list).asFloatBuffer().get(elements);
            return ScalarList.sharing(elements);
        }
        for (int i = 0; i < elements.length; i++) {
            elements[i] = LittleEndian.getFloat(in, list + COUNT_SIZE + 4 * i);
        }
        return ScalarList.sharing(elements);
    }

    static ScalarList<double[]> doubles(byte[] in, int list) {
        double[] elements = new double[count(in, list)];
        if (elements.length > FEW) {
            elements(in, list).asDoubleBuffer().get(elements);
            return ScalarList.sharing(elements);
        }
        for (int i = 0; i < elements.length; i++) {
            elements[i] = LittleEndian.getDouble(in, list + COUNT_SIZE + 8 * i);
        }
        return ScalarList.sharing(elements);
    }

    static int putBools(byte[] out, int list, boolean[] elements) {
        int first = putCount(out, list, elements.length);
        for (int i = 0; i < elements.length; i++) {
            out[first + i] = (byte) (elements[i] ? 1 : 0);
        }
        return first + elements.length;
    }

    /** Puts the low 8 bits of each element. */
    static int putBytes(byte[] out, int list, int[] elements) {
        int first = putCount(out, list, elements.length);
        for (int i = 0; i < elements.length; i++) {
            out[first + i] = (byte) elements[i];
        }
        return first + elements.length;
    }

    /** Puts the low 16 bits of each element. */
    static int putShorts(byte[] out, int list, int[] elements) {
        int first = putCount(out, list, elements.length);
        for (int i = 0; i < elements.length; i++) {
            LittleEndian.putShort(out, first + 2 * i, elements[i]);
        }
        return first + 2 * elements.length;
    }

    static int putInts(byte[] out, int list, int[] elements) {
        int first = putCount(out, list, elements.length);
        if (elements.length > FEW) {
            elements(out, list).asIntBuffer().put(elements);
            return first + 4 * elements.length;
        }
        for (int i = 0; i < elements.length; i++) {
            LittleEndian.putInt(out, first + 4 * i, elements[i]);
        }
        return first + 4 * elements.length;
    }

    /** Puts the low 32 bits of each element. */
    static int putUInts(byte[] out, int list, long[] elements) {
        int first = putCount(out, list, elements.length);
        for (int i = 0; i < elements.length; i++) {
            LittleEndian.putInt(out, first + 4 * i, (int) elements[i]);
        }
        return first + 4 * elements.length;
    }

    static int putLongs(byte[] out, int list, long[] elements) {
        int first = putCount(out, list, elements.length);
        if (elements.length > FEW) {
            elements(out, list).asLongBuffer().put(elements);
            return first + 8 * elements.length;
        }
        for (int i = 0; i < elements.length; i++) {
            LittleEndian.putLong(out, first + 8 * i, elements[i]);
        }
        return first + 8 * elements.length;
    }

    static int putFloats(byte[] out, int list, float[] elements) {
        int first = putCount(out, list, elements.length);
        if (elements.length > FEW) {
            elements(out, list).asFloatBuffer().put(elements);
            return first + 4 * elements.length;
        }
        for (int i = 0; i < elements.length; i++) {
            LittleEndian.putFloat(out, first + 4 * i, elements[i]);
        }
        return first + 4 * elements.length;
    }

    static int putDoubles(byte[] out, int list, double[] elements) {
        int first = putCount(out, list, elements.length);
        if (elements.length > FEW) {
            elements(out, list).asDoubleBuffer().put(elements);
            return first + 8 * elements.length;
        }
        for (int i = 0; i < elements.length; i++) {
            LittleEndian.putDouble(out, first + 8 * i, elements[i]);
        }
        return first + 8 * elements.length;
    }
}

package dev.packetwright.runtime.packet;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * A list of numbers or truth values that does not change: the value of a {@code list} member whose elements are scalars. It
 * holds its elements unboxed. Two are equal if they hold equal elements of one kind in the same order. Safe for use by
 * many threads.
 *
 * @param <A> the array that could hold the elements: {@code int[]} for a list of {@code byte}, {@code sbyte},
 *     {@code short}, {@code ushort} and {@code int}, {@code long[]} for {@code uint}, {@code long} and {@code ulong},
 *     {@code float[]}, {@code double[]}, {@code boolean[]}
 */
public final class ScalarList<A> {
    private final A elements;
    private final int size;

    private ScalarList(A elements, int size) {
        this.elements = elements;
        this.size = size;
    }

    /** A list of a copy of these elements: of {@code bool}. */
    public static ScalarList<boolean[]> of(boolean... elements) {
        return sharing(elements.clone());
    }

    /** A list of the array itself: for the reader, which made it and forgets it. */
    static ScalarList<boolean[]> sharing(boolean[] elements) {
        return new ScalarList<>(elements, elements.length);
    }

    /** A list of a copy of these elements: of {@code byte}, {@code sbyte}, {@code short}, {@code ushort} or {@code int}. */
    public static ScalarList<int[]> of(int... elements) {
        return sharing(elements.clone());
    }

    /** A list of the array itself: for the reader, which made it and forgets it. */
    static ScalarList<int[]> sharing(int[] elements) {
        return new ScalarList<>(elements, elements.length);
    }

    /** A list of a copy of these elements: of {@code uint}, {@code long} or {@code ulong}. */
    public static ScalarList<long[]> of(long... elements) {
        return sharing(elements.clone());
    }

    /** A list of the array itself: for the reader, which made it and forgets it. */
    static ScalarList<long[]> sharing(long[] elements) {
        return new ScalarList<>(elements, elements.length);
    }

    /** A list of a copy of these elements: of {@code float}. */
    public static ScalarList<float[]> of(float... elements) {
        return sharing(elements.clone());
    }

    /** A list of the array itself: for the reader, which made it and forgets it. */
    static ScalarList<float[]> sharing(float[] elements) {
        return new ScalarList<>(elements, elements.length);
    }

    /** A list of a copy of these elements: of {@code double}. */
    public static ScalarList<double[]> of(double... elements) {
        return sharing(elements.clone());
    }

    /** A list of the array itself: for the reader, which made it and forgets it. */
    static ScalarList<double[]> sharing(double[] elements) {
        return new ScalarList<>(elements, elements.length);
    }

    /** The elements themselves, for the writer that copies them. */
    A shared() {
        return elements;
    }

    /** How many elements there are. */
    public int size() {
        return size;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** A copy of the elements. */
    @SuppressWarnings("unchecked") // the copy of an array is an array of its type
    public A toArray() {
        Object copy = Array.newInstance(elements.getClass().getComponentType(), size);
        System.arraycopy(elements, 0, copy, 0, size);
        return (A) copy;
    }

    /**
     * The element at an index, from 0, of a {@code boolean[]} list.
     *
     * @throws IndexOutOfBoundsException if there is none
     * @throws ClassCastException if it is a list of another kind
     */
    public boolean getBool(int index) {
        return ((boolean[]) elements)[index];
    }

    /**
     * The element at an index, from 0, of an {@code int[]} list.
     *
     * @throws IndexOutOfBoundsException if there is none
     * @throws ClassCastException if it is a list of another kind
     */
    public int getInt(int index) {
        return ((int[]) elements)[index];
    }

    /**
     * The element at an index, from 0, of a {@code long[]} list.
     *
     * @throws IndexOutOfBoundsException if there is none
     * @throws ClassCastException if it is a list of another kind
     */
    public long getLong(int index) {
        return ((long[]) elements)[index];
    }

    /**
     * The element at an index, from 0, of a {@code float[]} list.
     *
     * @throws IndexOutOfBoundsException if there is none
     * @throws ClassCastException if it is a list of another kind
     */
    public float getFloat(int index) {
        return ((float[]) elements)[index];
    }

    /**
     * The element at an index, from 0, of a {@code double[]} list.
     *
     * @throws IndexOutOfBoundsException if there is none
     * @throws ClassCastException if it is a list of another kind
     */
    public double getDouble(int index) {
        return ((double[]) elements)[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScalarList<?> same && Objects.deepEquals(elements, same.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new Object[] {elements});
    }

    /** {@code [1, 2, 3]}; of a long list, the beginning and the number of elements. */
    @Override
    public String toString() {
        return Shortened.text(size, shownElements());
    }

    private IntFunction<String> shownElements() {
        Object array = elements;
        if (array instanceof int[] ints) {
            return i -> String.valueOf(ints[i]);
        } else if (array instanceof long[] longs) {
            return i -> String.valueOf(longs[i]);
        } else if (array instanceof float[] floats) {
            return i -> String.valueOf(floats[i]);
        } else if (array instanceof double[] doubles) {
            return i -> String.valueOf(doubles[i]);
        }
        boolean[] booleans = (boolean[]) array;
        return i -> String.valueOf(booleans[i]);
    }
}

package dev.packetwright.runtime.packet;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * An immutable list of unboxed numbers or booleans: the value of a {@code list} member with scalar elements. Lists are
 * equal if they have equal elements of one kind in the same order. Safe for use by many threads.
 *
 * @param <A> the array type of the elements: {@code int[]} for a list of {@code byte}, {@code sbyte},
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

    /** A list of {@code bool} with a copy of these elements. */
    public static ScalarList<boolean[]> of(boolean... elements) {
        return sharing(elements.clone());
    }

    /** A list backed by the array, which the caller does not use afterwards. */
    static ScalarList<boolean[]> sharing(boolean[] elements) {
        return new ScalarList<>(elements, elements.length);
    }

    /**
     * A list of {@code byte}, {@code sbyte}, {@code short}, {@code ushort} or {@code int} with a copy of these
     * elements.
     */
    public static ScalarList<int[]> of(int... elements) {
        return sharing(elements.clone());
    }

    /** A list backed by the array, which the caller does not use afterwards. */
    static ScalarList<int[]> sharing(int[] elements) {
        return new ScalarList<>(elements, elements.length);
    }

    /** A list of {@code uint}, {@code long} or {@code ulong} with a copy of these elements. */
    public static ScalarList<long[]> of(long... elements) {
        return sharing(elements.clone());
    }

    /** A list backed by the array, which the caller does not use afterwards. */
    static ScalarList<long[]> sharing(long[] elements) {
        return new ScalarList<>(elements, elements.length);
    }

    /** A list of {@code float} with a copy of these elements. */
    public static ScalarList<float[]> of(float... elements) {
        return sharing(elements.clone());
    }

    /** A list backed by the array, which the caller does not use afterwards. */
    static ScalarList<float[]> sharing(float[] elements) {
        return new ScalarList<>(elements, elements.length);
    }

    /** A list of {@code double} with a copy of these elements. */
    public static ScalarList<double[]> of(double... elements) {
        return sharing(elements.clone());
    }

    /** A list backed by the array, which the caller does not use afterwards. */
    static ScalarList<double[]> sharing(double[] elements) {
        return new ScalarList<>(elements, elements.length);
    }

    /** The array itself, for the writer, which only copies it. */
    A shared() {
        return elements;
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /** Whether the list has no elements. */
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
     * @throws IndexOutOfBoundsException if there is no element at the index
     * @throws ClassCastException if the list is of another kind
     */
    public boolean getBool(int index) {
        return ((boolean[]) elements)[index];
    }

    /**
     * The element at an index, from 0, of an {@code int[]} list.
     *
     * @throws IndexOutOfBoundsException if there is no element at the index
     * @throws ClassCastException if the list is of another kind
     */
    public int getInt(int index) {
        return ((int[]) elements)[index];
    }

    /**
     * The element at an index, from 0, of a {@code long[]} list.
     *
     * @throws IndexOutOfBoundsException if there is no element at the index
     * @throws ClassCastException if the list is of another kind
     */
    public long getLong(int index) {
        return ((long[]) elements)[index];
    }

    /**
     * The element at an index, from 0, of a {@code float[]} list.
     *
     * @throws IndexOutOfBoundsException if there is no element at the index
     * @throws ClassCastException if the list is of another kind
     */
    public float getFloat(int index) {
        return ((float[]) elements)[index];
    }

    /**
     * The element at an index, from 0, of a {@code double[]} list.
     *
     * @throws IndexOutOfBoundsException if there is no element at the index
     * @throws ClassCastException if the list is of another kind
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

    /** {@code [1, 2, 3]}; for a long list, the first elements and the number of elements. */
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

package dev.packetwright.runtime.packet;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Lists of numbers that do not change: the values of {@code list} members whose elements are scalars. They hold their
 * elements unboxed. Two are equal if they are of one kind and hold equal elements in the same order. Safe for use by many
 * threads.
 */
public sealed interface ScalarList
        permits ScalarList.OfBool, ScalarList.OfInt, ScalarList.OfLong, ScalarList.OfFloat, ScalarList.OfDouble {
    /** How many elements there are. */
    int size();

    /** Whether there are none. */
    default boolean isEmpty() {
        return size() == 0;
    }

    /** A list of {@code bool}. */
    final class OfBool implements ScalarList {
        /** No elements. */
        public static final OfBool EMPTY = new OfBool(new boolean[0]);

        private final boolean[] elements;

        private OfBool(boolean[] elements) {
            this.elements = elements;
        }

        /** Takes a copy of the elements. */
        public static OfBool of(boolean... elements) {
            return elements.length == 0 ? EMPTY : new OfBool(elements.clone());
        }

        /** Takes the array itself: for the reader, which made it and forgets it. */
        static OfBool sharing(boolean[] elements) {
            return elements.length == 0 ? EMPTY : new OfBool(elements);
        }

        @Override
        public int size() {
            return elements.length;
        }

        /**
         * The element at an index, from 0.
         *
         * @throws IndexOutOfBoundsException if there is none
         */
        public boolean get(int index) {
            return elements[index];
        }

        /** A copy as an array. */
        public boolean[] toArray() {
            return elements.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OfBool same && Arrays.equals(elements, same.elements);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(elements);
        }

        /** {@code [1, 2, 3]}; of a long list, the beginning and the number of elements. */
        @Override
        public String toString() {
            return Shortened.text(elements.length, i -> String.valueOf(elements[i]));
        }
    }

    /** A list of {@code byte}, {@code sbyte}, {@code short}, {@code ushort} or {@code int}. */
    final class OfInt implements ScalarList {
        /** No elements. */
        public static final OfInt EMPTY = new OfInt(new int[0]);

        private final int[] elements;

        private OfInt(int[] elements) {
            this.elements = elements;
        }

        /** Takes a copy of the elements. */
        public static OfInt of(int... elements) {
            return elements.length == 0 ? EMPTY : new OfInt(elements.clone());
        }

        /** Takes the array itself: for the reader, which made it and forgets it. */
        static OfInt sharing(int[] elements) {
            return elements.length == 0 ? EMPTY : new OfInt(elements);
        }

        @Override
        public int size() {
            return elements.length;
        }

        /**
         * The element at an index, from 0.
         *
         * @throws IndexOutOfBoundsException if there is none
         */
        public int get(int index) {
            return elements[index];
        }

        /** A copy as an array. */
        public int[] toArray() {
            return elements.clone();
        }

        /** The elements in their order. */
        public IntStream stream() {
            return Arrays.stream(elements);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OfInt same && Arrays.equals(elements, same.elements);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(elements);
        }

        /** {@code [1, 2, 3]}; of a long list, the beginning and the number of elements. */
        @Override
        public String toString() {
            return Shortened.text(elements.length, i -> String.valueOf(elements[i]));
        }
    }

    /** A list of {@code uint}, {@code long} or {@code ulong}. */
    final class OfLong implements ScalarList {
        /** No elements. */
        public static final OfLong EMPTY = new OfLong(new long[0]);

        private final long[] elements;

        private OfLong(long[] elements) {
            this.elements = elements;
        }

        /** Takes a copy of the elements. */
        public static OfLong of(long... elements) {
            return elements.length == 0 ? EMPTY : new OfLong(elements.clone());
        }

        /** Takes the array itself: for the reader, which made it and forgets it. */
        static OfLong sharing(long[] elements) {
            return elements.length == 0 ? EMPTY : new OfLong(elements);
        }

        @Override
        public int size() {
            return elements.length;
        }

        /**
         * The element at an index, from 0.
         *
         * @throws IndexOutOfBoundsException if there is none
         */
        public long get(int index) {
            return elements[index];
        }

        /** A copy as an array. */
        public long[] toArray() {
            return elements.clone();
        }

        /** The elements in their order. */
        public LongStream stream() {
            return Arrays.stream(elements);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OfLong same && Arrays.equals(elements, same.elements);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(elements);
        }

        /** {@code [1, 2, 3]}; of a long list, the beginning and the number of elements. */
        @Override
        public String toString() {
            return Shortened.text(elements.length, i -> String.valueOf(elements[i]));
        }
    }

    /** A list of {@code float}. */
    final class OfFloat implements ScalarList {
        /** No elements. */
        public static final OfFloat EMPTY = new OfFloat(new float[0]);

        private final float[] elements;

        private OfFloat(float[] elements) {
            this.elements = elements;
        }

        /** Takes a copy of the elements. */
        public static OfFloat of(float... elements) {
            return elements.length == 0 ? EMPTY : new OfFloat(elements.clone());
        }

        /** Takes the array itself: for the reader, which made it and forgets it. */
        static OfFloat sharing(float[] elements) {
            return elements.length == 0 ? EMPTY : new OfFloat(elements);
        }

        @Override
        public int size() {
            return elements.length;
        }

        /**
         * The element at an index, from 0.
         *
         * @throws IndexOutOfBoundsException if there is none
         */
        public float get(int index) {
            return elements[index];
        }

        /** A copy as an array. */
        public float[] toArray() {
            return elements.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OfFloat same && Arrays.equals(elements, same.elements);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(elements);
        }

        /** {@code [1, 2, 3]}; of a long list, the beginning and the number of elements. */
        @Override
        public String toString() {
            return Shortened.text(elements.length, i -> String.valueOf(elements[i]));
        }
    }

    /** A list of {@code double}. */
    final class OfDouble implements ScalarList {
        /** No elements. */
        public static final OfDouble EMPTY = new OfDouble(new double[0]);

        private final double[] elements;

        private OfDouble(double[] elements) {
            this.elements = elements;
        }

        /** Takes a copy of the elements. */
        public static OfDouble of(double... elements) {
            return elements.length == 0 ? EMPTY : new OfDouble(elements.clone());
        }

        /** Takes the array itself: for the reader, which made it and forgets it. */
        static OfDouble sharing(double[] elements) {
            return elements.length == 0 ? EMPTY : new OfDouble(elements);
        }

        @Override
        public int size() {
            return elements.length;
        }

        /**
         * The element at an index, from 0.
         *
         * @throws IndexOutOfBoundsException if there is none
         */
        public double get(int index) {
            return elements[index];
        }

        /** A copy as an array. */
        public double[] toArray() {
            return elements.clone();
        }

        /** The elements in their order. */
        public DoubleStream stream() {
            return Arrays.stream(elements);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OfDouble same && Arrays.equals(elements, same.elements);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(elements);
        }

        /** {@code [1, 2, 3]}; of a long list, the beginning and the number of elements. */
        @Override
        public String toString() {
            return Shortened.text(elements.length, i -> String.valueOf(elements[i]));
        }
    }
}

package dev.packetwright.runtime.packet;

import org.jspecify.annotations.Nullable;

/**
 * The values of an enum whose numbers are far apart: a hash table, in which each value is at the next free place from
 * its own on.
 */
final class SparseEnumValues<E> {
    /** At least half of the places are free, so that a lookup compares few numbers. */
    private static final int PLACES_PER_VALUE = 2;

    /** 2 to the power of 64, divided by the golden ratio: it spreads numbers with equal distances evenly. */
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

    private final @Nullable E[] values;
    private final long[] numbers;
    private final int shift;

    /**
     * @param bits the logarithm of the number of places, to the base of 2; at least 1
     */
    private SparseEnumValues(E[] values, int bits) {
        this.values = EnumValues.noValues(values, 1 << bits);
        this.numbers = new long[1 << bits];
        this.shift = Long.SIZE - bits;
    }

    /** A table without values. */
    static <E> SparseEnumValues<E> none(E[] values) {
        return new SparseEnumValues<>(values, 1);
    }

    static <E> SparseEnumValues<E> of(E[] values, long[] numbers) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(PLACES_PER_VALUE * values.length);
        SparseEnumValues<E> table = new SparseEnumValues<>(values, bits);
        for (int i = 0; i < values.length; i++) {
            table.put(values[i], numbers[i]);
        }
        return table;
    }

    private void put(E value, long number) {
        int place = place(number);
        while (values[place] != null) {
            place = next(place);
        }
        values[place] = value;
        numbers[place] = number;
    }

    @Nullable
    E find(long number) {
        int place = place(number);
        while (values[place] != null && numbers[place] != number) {
            place = next(place);
        }
        return values[place];
    }

    private int place(long number) {
        return (int) ((number * SPREAD) >>> shift);
    }

    private int next(int place) {
        return (place + 1) & (values.length - 1);
    }
}

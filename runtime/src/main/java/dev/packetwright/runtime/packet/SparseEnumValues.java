package dev.packetwright.runtime.packet;

import org.jspecify.annotations.Nullable;

/**
 * The values of an enum whose numbers are far apart: a hash table, in which each value is at the next free place from
 * its own on.
 */
final class SparseEnumValues<E> {
    /** At least half of the places are free, so that a lookup compares few numbers. */
    private static final int PLACES_PER_VALUE = 2;

    /**
     * The most numbers that a lookup may compare. A peer can choose unknown numbers for which it compares the most, so a
     * table that needs more is made anew.
     */
    static final int MOST_COMPARED = 32;

    private static final int MOST_TABLES = 64;

    /** After this many tables of one size, the next has twice as many places. */
    private static final int TABLES_OF_ONE_SIZE = 16;

    /** 2 to the power of 64, divided by the golden ratio: it spreads numbers with equal distances evenly. */
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

    private final @Nullable E[] values;
    private final long[] numbers;
    private final int shift;
    private final long spread;

    /**
     * @param bits the logarithm of the number of places, to the base of 2; at least 1
     * @param spread the odd factor that spreads the numbers
     */
    private SparseEnumValues(E[] values, int bits, long spread) {
        this.values = EnumValues.noValues(values, 1 << bits);
        this.numbers = new long[1 << bits];
        this.shift = Long.SIZE - bits;
        this.spread = spread;
    }

    /** A table without values. */
    static <E> SparseEnumValues<E> none(E[] values) {
        return new SparseEnumValues<>(values, 1, SPREAD);
    }

    /** A table in which no lookup compares many numbers. */
    static <E> SparseEnumValues<E> of(E[] values, long[] numbers) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(PLACES_PER_VALUE * values.length);
        long spread = SPREAD;
        SparseEnumValues<E> table = of(values, numbers, bits, spread);
        for (int made = 1; table.mostCompared() > MOST_COMPARED && made < MOST_TABLES; made++) {
            spread *= SPREAD;
            table = of(values, numbers, bits + made / TABLES_OF_ONE_SIZE, spread);
        }
        return table;
    }

    private static <E> SparseEnumValues<E> of(E[] values, long[] numbers, int bits, long spread) {
        SparseEnumValues<E> table = new SparseEnumValues<>(values, bits, spread);
        for (int i = 0; i < values.length; i++) {
            table.put(values[i], numbers[i]);
        }
        return table;
    }

    /** The number of places. */
    int places() {
        return values.length;
    }

    /** The most numbers that a lookup compares, whatever its number: the longest run of places that are not free. */
    int mostCompared() {
        int most = 0;
        int run = 0;
        for (int place = 0; place < 2 * values.length; place++) { // twice, since a run can go on at the first place
            run = values[place & (values.length - 1)] == null ? 0 : run + 1;
            most = Math.max(most, run);
        }
        return most;
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
        return (int) ((number * spread) >>> shift);
    }

    private int next(int place) {
        return (place + 1) & (values.length - 1);
    }
}

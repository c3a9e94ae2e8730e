package dev.packetwright.runtime.packet;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The values of an enum by their numbers on the wire. For generated code.
 *
 * <p>A lookup takes the same short time for every number, whether or not the enum has it, and for any number of values.
 * Immutable.
 *
 * @param <E> the enum
 */
public final class EnumValues<E extends Enum<E>> {
    /** An array with this many places is small in any case. Every enum of {@code byte} or {@code sbyte} has one. */
    private static final int DENSE_PLACES = 256;

    private static final int DENSE_PLACES_PER_VALUE = 4;

    /** The smallest number. */
    private final long least;

    /** A place for each number from the smallest on; empty if the numbers are too far apart for that. */
    private final @Nullable E[] dense;

    /** The values if they are not in the array. */
    private final SparseEnumValues<E> sparse;

    /**
     * Makes the lookup.
     *
     * @param values all values, at least one
     * @param number the number of a value on the wire, which no other value has
     */
    public EnumValues(E[] values, ToLongFunction<E> number) {
        long[] numbers = Arrays.stream(values).mapToLong(number).toArray();
        least = Arrays.stream(numbers).min().orElseThrow();
        long last = Arrays.stream(numbers).max().orElseThrow() - least;
        boolean isDense = isDense(values.length, last);
        dense = noValues(values, isDense ? (int) last + 1 : 0);
        sparse = isDense ? SparseEnumValues.none(values) : SparseEnumValues.of(values, numbers);
        for (int i = 0; isDense && i < values.length; i++) {
            dense[(int) (numbers[i] - least)] = values[i];
        }
    }

    /**
     * @param last the place of the greatest number, which is negative if the subtraction overflowed
     */
    private static boolean isDense(int values, long last) {
        return last >= 0 && last < Math.max(DENSE_PLACES, (long) DENSE_PLACES_PER_VALUE * values);
    }

    /** Makes an array without values. */
    static <E> @Nullable E[] noValues(E[] values, int places) {
        @Nullable E[] none = Arrays.copyOf(values, places);
        Arrays.fill(none, null);
        return none;
    }

    /** The number of places in both tables, for the memory that they take. */
    int places() {
        return dense.length + sparse.places();
    }

    /**
     * Returns the value with a number.
     *
     * @param at the position of the member that has the number
     * @throws MalformedPacketException if there is no such value
     */
    public E get(PacketReader in, int at, long number, String member) {
        E known = find(number);
        if (known == null) {
            throw in.unknownValue(at, number, member);
        }
        return known;
    }

    /** Returns the value with a number of the type {@code ulong}, like {@link #get}. */
    public E getUnsigned(PacketReader in, int at, long number, String member) {
        E known = find(number);
        if (known == null) {
            throw in.unknownUnsignedValue(at, number, member);
        }
        return known;
    }

    /** Returns the value with a number, or another value if there is none. */
    public E getOrElse(long number, E unknown) {
        E known = find(number);
        return known == null ? unknown : known;
    }

    /** Returns the value with a number; null if there is none. */
    @Nullable
    E find(long number) {
        long place = number - least;
        return place >= 0 && place < dense.length ? dense[(int) place] : sparse.find(number);
    }
}

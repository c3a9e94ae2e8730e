package dev.packetwright.runtime.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lookup finds every value by its number, and nothing by any other number. */
class EnumValuesTest {
    enum Value {
        A,
        B,
        C,
        D
    }

    static LongStream[] numbers() {
        return new LongStream[] {
            LongStream.of(0, 1, 2, 3),
            LongStream.of(3, 2, 1, 0),
            LongStream.of(-128, 127, 0, -1),
            LongStream.of(0, 255, 254, 1),
            LongStream.of(0, 256, 1, 2),
            LongStream.of(1, 65_535, 300, 2),
            LongStream.of(Long.MIN_VALUE, Long.MAX_VALUE, 0, -1),
            LongStream.of(Long.MAX_VALUE, Long.MAX_VALUE - 3, Long.MAX_VALUE - 1, Long.MAX_VALUE - 2),
            LongStream.of(Long.MIN_VALUE, Long.MIN_VALUE + 255, Long.MIN_VALUE + 1, Long.MIN_VALUE + 2),
            LongStream.of(1L << 32, 2L << 32, 3L << 32, 4L << 32),
        };
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void findsEachValueByItsNumber(LongStream stream) {
        long[] numbers = stream.toArray();
        Map<Value, Long> byValue = new EnumMap<>(Value.class);
        Map<Long, Value> expected = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            byValue.put(Value.values()[i], numbers[i]);
            expected.put(numbers[i], Value.values()[i]);
        }
        EnumValues<Value> values = new EnumValues<>(Value.values(), byValue::get);
        LongStream near = Arrays.stream(numbers)
                .flatMap(number -> LongStream.rangeClosed(-300, 300).map(distance -> number + distance));
        LongStream anywhere = new Random(7).longs(1_000);
        LongStream.concat(near, anywhere)
                .forEach(number -> assertThat(values.find(number))
                        .as(() -> number + " in " + Arrays.toString(numbers))
                        .isEqualTo(expected.get(number)));
    }

    @Test
    void aSingleValue() {
        EnumValues<Value> values = new EnumValues<>(new Value[] {Value.B}, value -> -1);
        assertThat(values.find(-1)).isEqualTo(Value.B);
        assertThat(values.find(0)).isNull();
        assertThat(values.find(Long.MAX_VALUE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 5, 64, 256, 1_000, 65_536, 1L << 32, 1L << 52})
    void findsEachOfManyValuesWithEqualDistances(long distance) {
        int count = 3_000;
        Integer[] names = new Integer[count];
        long[] numbers = new long[count];
        Arrays.setAll(names, i -> i);
        Arrays.setAll(numbers, i -> i * distance);
        SparseEnumValues<Integer> table = SparseEnumValues.of(names, numbers);
        for (int i = 0; i < count; i++) {
            assertThat(table.find(numbers[i])).isEqualTo(i);
            assertThat(table.find(numbers[i] + 1)).isNull();
        }
    }

    /** An enum of two bytes with few values does not have a place for every possible number. */
    @ParameterizedTest
    @CsvSource({"255, 258", "256, 8", "65535, 8", "9223372036854775807, 8"})
    void theTablesAreNotMuchLargerThanTheEnum(long greatest, int most) {
        Map<Value, Long> numbers = Map.of(Value.A, 0L, Value.B, 1L, Value.C, greatest);
        EnumValues<Value> values = new EnumValues<>(new Value[] {Value.A, Value.B, Value.C}, numbers::get);
        assertThat(values.places()).isLessThanOrEqualTo(most);
        assertThat(values.find(greatest)).isEqualTo(Value.C);
        assertThat(values.find(greatest - 1)).isNull();
    }

    private static final int MANY = 3_000;

    private static SparseEnumValues<Long> table(LongStream numbers) {
        long[] all = numbers.distinct().toArray();
        return SparseEnumValues.of(Arrays.stream(all).boxed().toArray(Long[]::new), all);
    }

    /** A peer can fill a packet with the unknown number that takes the longest to look up. */
    @ParameterizedTest
    @ValueSource(longs = {3, 5, 64, 65_536, 1L << 52, 0xf1de_83e1_9937_733dL})
    void noNumberIsComparedWithMany(long distance) {
        for (int size = 1; size <= MANY; size = size * 2 + 1) {
            SparseEnumValues<Long> table = table(LongStream.range(0, size).map(i -> i * distance));
            assertThat(table.mostCompared()).isBetween(1, SparseEnumValues.MOST_COMPARED);
            assertThat(table.places()).isLessThanOrEqualTo(32 * size);
        }
    }

    @Test
    void noNumberIsComparedWithManyOfRandomOnes() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            SparseEnumValues<Long> table = table(random.longs(2_047));
            assertThat(table.mostCompared())
                    .as("seed %d, round %d", seed, round)
                    .isBetween(1, SparseEnumValues.MOST_COMPARED);
        }
    }

    /** With the usual factor, all these numbers belong to the same place of the table. */
    @Test
    void numbersThatAreMadeForOnePlaceAreSpread() {
        long inverse = inverse(0x9e37_79b9_7f4a_7c15L);
        SparseEnumValues<Long> table = table(LongStream.range(0, MANY).map(i -> i * inverse));
        assertThat(table.mostCompared()).isBetween(1, SparseEnumValues.MOST_COMPARED);
        LongStream.range(0, 10_000)
                .forEach(i -> assertThat(table.find(i * inverse)).isEqualTo(i < MANY ? i * inverse : null));
    }

    /** The number whose product with this odd number is 1. Each step doubles the number of correct bits. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int right = 3; right < Long.SIZE; right *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}

package dev.packetwright.generator.compiled.random;

import java.security.SecureRandom;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Random tests, each named after its seed. {@code -Dpacketwright.seed=…} repeats the test with that seed; without it,
 * every run uses new seeds. {@code -Dpacketwright.rounds=10} runs ten times as many tests, and {@code
 * -Dpacketwright.quick=true} a quarter.
 */
public final class SeededTests {
    private static final String PROPERTY = "packetwright.seed";
    private static final int ROUNDS = Integer.getInteger("packetwright.rounds", 1);

    /** A quick run tries one case out of this number. */
    public static final int SHARE = Boolean.getBoolean("packetwright.quick") ? 4 : 1;

    private SeededTests() {}

    public static Stream<DynamicTest> tests(int count, Consumer<Random> test) {
        Long wanted = Long.getLong(PROPERTY);
        long number = ((long) count * ROUNDS + SHARE - 1) / SHARE;
        LongStream seeds = wanted != null ? LongStream.of(wanted) : new SecureRandom().longs(number);
        return seeds.mapToObj(
                seed -> DynamicTest.dynamicTest("-D" + PROPERTY + "=" + seed, () -> test.accept(new Random(seed))));
    }
}

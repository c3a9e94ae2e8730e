package dev.packetwright.generator.compiled;

import java.security.SecureRandom;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Random tests, each named after its seed. {@code -Dpacketwright.seed=…} runs the one with that seed again; without it
 * every run has other ones, and {@code -Dpacketwright.rounds=10} ten times as many.
 */
final class Seeds {
    private static final String PROPERTY = "packetwright.seed";
    private static final int ROUNDS = Integer.getInteger("packetwright.rounds", 1);

    private Seeds() {}

    static Stream<DynamicTest> tests(int count, Consumer<Random> test) {
        Long wanted = Long.getLong(PROPERTY);
        LongStream seeds = wanted != null ? LongStream.of(wanted) : new SecureRandom().longs((long) count * ROUNDS);
        return seeds.mapToObj(
                seed -> DynamicTest.dynamicTest("-D" + PROPERTY + "=" + seed, () -> test.accept(new Random(seed))));
    }
}

package dev.packetwright.benchmarks.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.infra.Blackhole;

/** Each contestant decodes the values that it encoded, and reads all of them. */
class SelfCheckTest {
    private final Blackhole out = new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

    @TestFactory
    Stream<DynamicTest> everyContestantReturnsWhatWentIn() {
        return Stream.of(Contestant.values())
                .flatMap(contestant -> Stream.of(Sample.values())
                        .map(sample -> DynamicTest.dynamicTest(
                                contestant.label() + " " + sample.label(),
                                () -> tryOne(contestant, sample.message()))));
    }

    private void tryOne(Contestant contestant, Plain.Message message) {
        Codec codec = contestant.codec(message);
        for (int round = 0; round < 3; round++) { // a reused buffer must not carry anything over
            assertThat(codec.encode()).isBetween(1, Codec.BUFFER_SIZE);
            assertThat(codec.decoded()).usingRecursiveComparison().isEqualTo(message);
            assertThat(codec.decode(out)).isEqualTo(message.sum());
        }
    }
}

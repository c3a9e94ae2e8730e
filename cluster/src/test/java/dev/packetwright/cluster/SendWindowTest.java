package dev.packetwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the bounds and the numbering of a send window. */
class SendWindowTest {
    private static final int MAX_COUNT = 3;
    private static final int MAX_BYTES = 10;

    private final SendWindow<String> window = new SendWindow<>(MAX_COUNT, MAX_BYTES, String::length);
    private final List<String> seen = new ArrayList<>();

    private void offer(String text) {
        assertThat(window.offer(text.length(), number -> text)).isEqualTo(text);
    }

    @Test
    void numbersStartAtOneAndGoOnAfterAcknowledgements() {
        assertThat(window.last()).isZero();
        assertThat(window.offer(1, Long::toString)).isEqualTo("1");
        assertThat(window.offer(1, Long::toString)).isEqualTo("2");
        window.ack(2, seen::add);
        assertThat(seen).containsExactly("1", "2");
        assertThat(window.offer(1, Long::toString)).isEqualTo("3");
        assertThat(List.of(window.acked(), window.last())).containsExactly(2L, 3L);
    }

    @Test
    void fullWindowsRefuseMessagesUntilSomeAreAcknowledged() {
        offer("a");
        offer("b");
        offer("c");
        assertThat(window.offer(1, number -> "d")).as("a fourth message").isNull();
        assertThat(window.last()).isEqualTo(3);
        window.ack(1, seen::add);
        offer("12345678");
        window.ack(2, seen::add);
        assertThat(window.offer(2, number -> "fg")).as("11 bytes").isNull();
        offer("f");
        assertThat(window.add(number -> "beyond the bounds")).isEqualTo("beyond the bounds");
        window.ack(6, seen::add);
        assertThat(window.isEmpty()).isTrue();
        offer("1234567890");
    }

    @Test
    void acknowledgementsMayRepeatAndExceedTheLastNumber() {
        offer("a");
        offer("b");
        window.ack(1, seen::add);
        window.ack(1, seen::add);
        window.ack(0, seen::add);
        assertThat(seen).containsExactly("a");
        assertThat(window.oldest()).isEqualTo("b");
        window.ack(99, seen::add);
        assertThat(seen).containsExactly("a", "b");
        assertThat(window.acked()).isEqualTo(2);
        assertThat(window.oldest()).isNull();
    }

    @Test
    void messagesAreResentFromAnyNumber() {
        offer("a");
        offer("b");
        offer("c");
        window.ack(1, text -> {});
        window.resendFrom(3, seen::add);
        assertThat(seen).containsExactly("c");
        window.resendFrom(0, seen::add);
        assertThat(seen).containsExactly("c", "b", "c");
        window.resendFrom(4, seen::add);
        assertThat(seen).hasSize(3);
    }

    @Test
    void newStreamsBeginWithOneAndWithoutBytes() {
        offer("12345");
        window.ack(1, text -> {});
        offer("1234567890");
        assertThat(window.restart()).containsExactly("1234567890");
        assertThat(window.restart()).isEmpty();
        assertThat(window.acked()).isZero();
        assertThat(window.offer(MAX_BYTES, number -> "number " + number)).isEqualTo("number 1");
    }
}

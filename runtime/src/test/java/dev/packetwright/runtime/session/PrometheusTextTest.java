package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text is what a strict reader of the format accepts, and says what the counters say. */
class PrometheusTextTest {
    private static final RuntimeMetrics METRICS = new RuntimeMetrics(
            11,
            2,
            13,
            14,
            15,
            16,
            17,
            18,
            19,
            20,
            21,
            Map.of(DisconnectReason.CLOSED_BY_PEER, 22L),
            23,
            24,
            Duration.ofMillis(2_500),
            Duration.ofNanos(1_000),
            26);

    private static Optional<String> nameOf(int id) {
        return switch (id) {
            case 1 -> Optional.of("C_Chat");
            case 2 -> Optional.of("S_\"\\\n한");
            default -> Optional.empty();
        };
    }

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) ([^\\n]+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? ([-+0-9.eE]+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(?:,(?=.)|$)");

    /** Reads the text by the rules of the format 0.0.4. The keys are the names with their unescaped labels. */
    private static Map<String, Double> parse(String text) {
        assertThat(text).endsWith("\n");
        Map<String, Double> values = new HashMap<>();
        Set<String> closed = new HashSet<>();
        String family = "";
        String type = "";
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            Matcher comment = COMMENT.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (comment.matches() && comment.group(1).equals("HELP")) {
                family = comment.group(2);
                type = "";
                assertThat(closed.add(family))
                        .as("one group of lines for %s", family)
                        .isTrue();
            } else if (comment.matches()) {
                assertThat(comment.group(2)).isEqualTo(family);
                type = comment.group(3);
                assertThat(type).isIn("counter", "gauge");
            } else {
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(sample.group(1)).isEqualTo(family);
                assertThat(family.endsWith("_total")).isEqualTo(type.equals("counter"));
                String key = family + labels(sample.group(2));
                assertThat(values.put(key, Double.valueOf(sample.group(3))))
                        .as(key)
                        .isNull();
            }
        }
        return values;
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        int at = 0;
        while (label.find()) {
            assertThat(label.start()).as(text).isEqualTo(at);
            at = label.end();
            String value = label.group(2).replaceAll("\\\\(?=n)", "\0").replace("\0n", "\n");
            assertThat(labels.put(label.group(1), value.replaceAll("\\\\([\\\\\"])", "$1")))
                    .isNull();
        }
        assertThat(at).as(text).isEqualTo(text == null ? 0 : text.length());
        return labels;
    }

    @Test
    void saysWhatTheMetricsSay() {
        Map<String, Double> values =
                parse(new PrometheusText().add(METRICS, Map.of()).toString());

        assertThat(values)
                .containsEntry("packetwright_sessions_open{}", 2.0)
                .containsEntry("packetwright_sessions_opened_total{}", 11.0)
                .containsEntry("packetwright_received_packets_total{}", 13.0)
                .containsEntry("packetwright_sent_packets_total{}", 14.0)
                .containsEntry("packetwright_received_bytes_total{}", 15.0)
                .containsEntry("packetwright_sent_bytes_total{}", 16.0)
                .containsEntry("packetwright_queued_bytes{}", 17.0)
                .containsEntry("packetwright_received_packets_dropped_total{}", 18.0)
                .containsEntry("packetwright_sent_packets_dropped_total{}", 19.0)
                .containsEntry("packetwright_sent_packets_replaced_total{}", 20.0)
                .containsEntry("packetwright_sent_packets_withheld_total{}", 21.0)
                .containsEntry("packetwright_disconnects_total{reason=closed_by_peer}", 22.0)
                .containsEntry("packetwright_disconnects_total{reason=idle_timed_out}", 0.0)
                .containsEntry("packetwright_loop_turns_total{}", 23.0)
                .containsEntry("packetwright_loop_slow_turns_total{}", 24.0)
                .containsEntry("packetwright_loop_busy_seconds_total{}", 2.5)
                .containsEntry("packetwright_loop_longest_turn_seconds{}", 0.000001)
                .containsEntry("packetwright_loop_selector_rebuilds_total{}", 26.0)
                .hasSize(16 + DisconnectReason.values().length);
    }

    /** A peer that makes up ids adds no values, and a name with any characters is escaped. */
    @Test
    void namesPackets() {
        List<PacketCount> counts = List.of(
                new PacketCount(1, 1, 10, 2, 20),
                new PacketCount(2, 3, 30, 4, 40),
                new PacketCount(77, 5, 50, 6, 60),
                new PacketCount(65_535, 7, 70, 8, 80));
        Map<String, Double> values = parse(new PrometheusText()
                .add(counts, PrometheusTextTest::nameOf, Map.of())
                .toString());

        assertThat(values)
                .containsEntry("packetwright_packet_received_total{packet=C_Chat}", 1.0)
                .containsEntry("packetwright_packet_received_bytes_total{packet=C_Chat}", 10.0)
                .containsEntry("packetwright_packet_sent_total{packet=C_Chat}", 2.0)
                .containsEntry("packetwright_packet_sent_bytes_total{packet=C_Chat}", 20.0)
                .containsEntry("packetwright_packet_sent_total{packet=S_\"\\\n한}", 4.0)
                .containsEntry("packetwright_packet_received_total{packet=other}", 12.0)
                .containsEntry("packetwright_packet_sent_bytes_total{packet=other}", 140.0)
                .hasSize(12);
    }

    @Test
    void keepsSeveralListenersApart() {
        List<PacketCount> counts = List.of(new PacketCount(1, 1, 10, 2, 20));
        PrometheusText text = new PrometheusText()
                .add(METRICS, Map.of("listener", "game"))
                .add(counts, PrometheusTextTest::nameOf, Map.of("listener", "game"))
                .add(METRICS, Map.of("listener", "chat\n", "a", "b"))
                .add(counts, PrometheusTextTest::nameOf, Map.of("listener", "chat"));

        assertThat(parse(text.toString()))
                .containsEntry("packetwright_sessions_open{listener=game}", 2.0)
                .containsKey("packetwright_sessions_open{a=b, listener=chat\n}")
                .hasSize(2 * (16 + DisconnectReason.values().length + 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text.add(METRICS, Map.of("listener", "game")))
                .withMessageContaining("packetwright_sessions_open{listener=\"game\"} was added before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a-b", "__a", "reason", "packet", "a b", "a\n"})
    void refusesLabelsThatCannotBe(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrometheusText().add(METRICS, Map.of(name, "value")))
                .withMessageContaining("'" + name + "'");
    }
}

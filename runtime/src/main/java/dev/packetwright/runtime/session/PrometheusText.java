package dev.packetwright.runtime.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * Counters in the text format of Prometheus, version 0.0.4. {@link #toString} is the answer to one request; answer it
 * with {@link #CONTENT_TYPE}, in UTF-8. The module {@code packetwright-micrometer} gives the counters the same names.
 *
 * <p>To show several listeners and connectors, add each with a label that tells it apart. Not safe for use by several
 * threads at once.
 */
public final class PrometheusText {
    /** The media type of the text. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String PREFIX = "packetwright_";
    private static final Pattern LABEL = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Set<String> OWN_LABELS = Set.of("reason", "packet");

    /** The value of the label {@code packet} for all ids without a name. */
    private static final String OTHER = "other";

    private final Map<String, Family> families = new LinkedHashMap<>();
    private final Set<String> series = new HashSet<>();

    /** The values of one name. */
    private record Family(String type, String help, List<String> lines) {}

    /** Makes an empty text. */
    public PrometheusText() {}

    /**
     * Adds the counters of a listener or connector.
     *
     * @param labels labels for all of its values, such as {@code listener="game"}; may be empty
     * @throws IllegalArgumentException if a label has a name that Prometheus or this class does not allow, or if the same
     *     labels were added before
     */
    public PrometheusText add(RuntimeMetrics metrics, Map<String, String> labels) {
        String common = common(labels);
        gauge("sessions_open", "Sessions that are open", common, metrics.sessionsOpen());
        counter("sessions_opened", "Sessions that have started", common, metrics.sessionsOpened());
        for (DisconnectReason reason : DisconnectReason.values()) {
            String label = join(common, label("reason", reason.name().toLowerCase(Locale.ROOT)));
            counter("disconnects", "Sessions ended and connections refused", label, metrics.disconnects(reason));
        }
        counter("received_packets", "Packets delivered to sessions", common, metrics.packetsReceived());
        counter("received_bytes", "Bytes read", common, metrics.bytesReceived());
        counter(
                "received_packets_dropped",
                "Received packets that a rate limit dropped",
                common,
                metrics.droppedReceived());
        counter("sent_packets", "Packets accepted for sending", common, metrics.packetsSent());
        counter("sent_bytes", "Bytes passed to the operating system", common, metrics.bytesSent());
        counter("sent_packets_dropped", "Droppable packets that were dropped", common, metrics.droppedSent());
        counter("sent_packets_replaced", "Queued packets replaced by later ones", common, metrics.replacedSent());
        counter(
                "sent_packets_withheld",
                "Packets not sent because the peer's version does not know them",
                common,
                metrics.withheldSent());
        gauge("queued_bytes", "Bytes in the send queues of all sessions", common, metrics.bytesQueued());
        counter("loop_turns", "Turns of the event loops", common, metrics.loopTurns());
        counter("loop_slow_turns", "Turns that took more than 10 ms", common, metrics.slowLoopTurns());
        add("counter", "loop_busy_seconds_total", "Duration of all turns", common, seconds(metrics.busyTime()));
        add(
                "gauge",
                "loop_longest_turn_seconds",
                "Duration of the longest turn",
                common,
                seconds(metrics.longestLoopTurn()));
        counter(
                "loop_selector_rebuilds",
                "Replacements of a selector that kept returning with nothing to do",
                common,
                metrics.selectorRebuilds());
        return this;
    }

    /**
     * Adds the counts by packet. Ids without a name are one packet {@code other}, so a peer cannot make up values.
     *
     * @param names the name of the packet with an id, if it has one: {@code PacketId::of} of the generated code
     * @param labels labels for all of its values, such as {@code listener="game"}; may be empty
     * @throws IllegalArgumentException if a label has a name that Prometheus or this class does not allow, or if the same
     *     labels were added before
     */
    public PrometheusText add(
            List<PacketCount> counts, IntFunction<? extends Optional<?>> names, Map<String, String> labels) {
        String common = common(labels);
        Map<String, List<PacketCount>> named = new TreeMap<>();
        for (PacketCount count : counts) {
            String name = names.apply(count.packetId()).map(Object::toString).orElse(OTHER);
            named.computeIfAbsent(name, added -> new ArrayList<>()).add(count);
        }
        named.forEach((name, all) -> {
            String label = join(common, label("packet", name));
            counter("packet_received", "Packets received", label, sum(all, PacketCount::packetsReceived));
            counter("packet_received_bytes", "Bytes of packets received", label, sum(all, PacketCount::bytesReceived));
            counter("packet_sent", "Packets sent", label, sum(all, PacketCount::packetsSent));
            counter("packet_sent_bytes", "Bytes of packets sent", label, sum(all, PacketCount::bytesSent));
        });
        return this;
    }

    private static long sum(List<PacketCount> counts, ToLongFunction<PacketCount> value) {
        return counts.stream().mapToLong(value).sum();
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.toNanos() / 1e9);
    }

    private void counter(String name, String help, String labels, long value) {
        add("counter", name + "_total", help, labels, String.valueOf(value));
    }

    private void gauge(String name, String help, String labels, long value) {
        add("gauge", name, help, labels, String.valueOf(value));
    }

    private void add(String type, String name, String help, String labels, String value) {
        String each = PREFIX + name + (labels.isEmpty() ? "" : "{" + labels + "}");
        if (!series.add(each)) {
            throw new IllegalArgumentException(each + " was added before; add a label that tells the two apart");
        }
        families.computeIfAbsent(PREFIX + name, added -> new Family(type, help, new ArrayList<>()))
                .lines
                .add(each + " " + value);
    }

    private static String common(Map<String, String> labels) {
        String all = "";
        for (Map.Entry<String, String> each : new TreeMap<>(labels).entrySet()) {
            if (!LABEL.matcher(each.getKey()).matches() || OWN_LABELS.contains(each.getKey())) {
                throw new IllegalArgumentException("'" + each.getKey() + "' cannot be the name of a label here");
            }
            all = join(all, label(each.getKey(), each.getValue()));
        }
        return all;
    }

    private static String join(String labels, String more) {
        return labels.isEmpty() ? more : labels + "," + more;
    }

    private static String label(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return name + "=\"" + escaped + "\"";
    }

    /** The text with all that was added. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        families.forEach((name, family) -> {
            text.append("# HELP ").append(name).append(' ').append(family.help).append('\n');
            text.append("# TYPE ").append(name).append(' ').append(family.type).append('\n');
            family.lines.forEach(line -> text.append(line).append('\n'));
        });
        return text.toString();
    }
}

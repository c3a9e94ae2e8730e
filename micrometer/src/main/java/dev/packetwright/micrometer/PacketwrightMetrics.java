package dev.packetwright.micrometer;

import dev.packetwright.runtime.session.Connector;
import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketCount;
import dev.packetwright.runtime.session.RuntimeMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * Binds the counters of a listener or connector to Micrometer: sessions, packets and bytes, send queues, ends by reason,
 * and the turns of the event loops. With the {@linkplain #withPackets names of the packets}, also packets and bytes by
 * packet.
 *
 * <pre>{@code
 * PacketwrightMetrics.of(listener).withPackets(PacketId::of).bindTo(registry);
 * }</pre>
 *
 * <p>The meters do not keep the listener or connector in memory, so keep a reference to it while it is open. To bind
 * several to one registry, give each {@linkplain #withTags tags} that tell it apart. Immutable.
 */
public final class PacketwrightMetrics implements MeterBinder {
    private static final String PREFIX = "packetwright.";

    private static final int IDS = 65_536;

    /** The tag of all packets without a name. */
    private static final String OTHER = "other";

    private final Binding<?> binding;

    private PacketwrightMetrics(Binding<?> binding) {
        this.binding = binding;
    }

    /** Binds the counters of a listener. */
    public static PacketwrightMetrics of(Listener listener) {
        return new PacketwrightMetrics(new Binding<>(
                listener, Listener::metrics, Listener::packetCounts, id -> Optional.empty(), Tags.empty()));
    }

    /** Binds the counters of a connector. */
    public static PacketwrightMetrics of(Connector connector) {
        return new PacketwrightMetrics(new Binding<>(
                connector, Connector::metrics, Connector::packetCounts, id -> Optional.empty(), Tags.empty()));
    }

    /** This binder with further tags for all meters. */
    public PacketwrightMetrics withTags(Iterable<Tag> tags) {
        return new PacketwrightMetrics(binding.withTags(tags));
    }

    /**
     * This binder with meters for each packet that has a name, and for all others together. They count if {@link
     * dev.packetwright.runtime.session.SessionOptions#withPacketCounts} is on. A protocol of 50 packets has 204 of these
     * meters, whatever ids its peers send.
     *
     * @param names the name of the packet with an id, if it has one: {@code PacketId::of} of the generated code
     */
    public PacketwrightMetrics withPackets(IntFunction<? extends Optional<?>> names) {
        return new PacketwrightMetrics(binding.withNames(names));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        new Meters<>(binding, registry).register();
    }

    /** A listener or connector with the names and tags of its meters. */
    private record Binding<T>(
            T owner,
            Function<? super T, RuntimeMetrics> metrics,
            Function<? super T, List<PacketCount>> counts,
            IntFunction<? extends Optional<?>> names,
            Tags tags) {
        Binding<T> withTags(Iterable<Tag> more) {
            return new Binding<>(owner, metrics, counts, names, tags.and(more));
        }

        Binding<T> withNames(IntFunction<? extends Optional<?>> others) {
            return new Binding<>(owner, metrics, counts, others, tags);
        }

        /** The names of all packets; empty if there are none. */
        Set<String> allNames() {
            Set<String> all = new TreeSet<>();
            for (int id = 0; id < IDS; id++) {
                names.apply(id).map(Object::toString).ifPresent(all::add);
            }
            return all;
        }

        Source<T> source() {
            IntFunction<? extends Optional<?>> of = names; // not the binding, which has a reference to the owner
            return new Source<>(
                    metrics, counts, id -> of.apply(id).map(Object::toString).orElse(OTHER));
        }
    }

    /** Registers the meters of one binding. The functions refer to the source only, so they do not keep the owner. */
    private static final class Meters<T> {
        private final T owner;
        private final Tags tags;
        private final Set<String> names;
        private final Source<T> source;
        private final MeterRegistry registry;

        Meters(Binding<T> binding, MeterRegistry registry) {
            this.owner = binding.owner;
            this.tags = binding.tags;
            this.names = binding.allNames();
            this.source = binding.source();
            this.registry = registry;
        }

        void register() {
            sessions();
            traffic();
            loops();
            names.forEach(this::packets);
            if (!names.isEmpty()) {
                packets(OTHER);
            }
        }

        private void sessions() {
            gauge("sessions.open", "", "Sessions that are open", RuntimeMetrics::sessionsOpen);
            counter("sessions.opened", "", "Sessions that have started", RuntimeMetrics::sessionsOpened);
            for (DisconnectReason reason : DisconnectReason.values()) {
                counter(
                        "disconnects",
                        "",
                        "Sessions ended and connections refused",
                        tags.and("reason", reason.name().toLowerCase(Locale.ROOT)),
                        of(metrics -> metrics.disconnects(reason)));
            }
        }

        private void traffic() {
            counter("received.packets", "packets", "Packets delivered to sessions", RuntimeMetrics::packetsReceived);
            counter("received.bytes", "bytes", "Bytes read", RuntimeMetrics::bytesReceived);
            counter(
                    "received.packets.dropped",
                    "",
                    "Received packets that a rate limit dropped",
                    RuntimeMetrics::droppedReceived);
            counter("sent.packets", "packets", "Packets accepted for sending", RuntimeMetrics::packetsSent);
            counter("sent.bytes", "bytes", "Bytes passed to the operating system", RuntimeMetrics::bytesSent);
            counter("sent.packets.dropped", "", "Droppable packets that were dropped", RuntimeMetrics::droppedSent);
            counter("sent.packets.replaced", "", "Queued packets replaced by later ones", RuntimeMetrics::replacedSent);
            counter(
                    "sent.packets.withheld",
                    "",
                    "Packets not sent because the peer's version does not know them",
                    RuntimeMetrics::withheldSent);
            gauge("queued.bytes", "bytes", "Bytes in the send queues of all sessions", RuntimeMetrics::bytesQueued);
        }

        private void loops() {
            counter("loop.turns", "", "Turns of the event loops", RuntimeMetrics::loopTurns);
            counter("loop.slow.turns", "", "Turns that took more than 10 ms", RuntimeMetrics::slowLoopTurns);
            counter(
                    "loop.busy",
                    "seconds",
                    "Duration of all turns",
                    metrics -> metrics.busyTime().toNanos() / 1e9);
            TimeGauge.builder(
                            PREFIX + "loop.longest.turn",
                            owner,
                            TimeUnit.NANOSECONDS,
                            of(metrics -> metrics.longestLoopTurn().toNanos()))
                    .description("Duration of the longest turn")
                    .tags(tags)
                    .register(registry);
            counter(
                    "loop.selector.rebuilds",
                    "",
                    "Replacements of a selector that kept returning with nothing to do",
                    RuntimeMetrics::selectorRebuilds);
        }

        private void packets(String name) {
            packets("packet.received", "", "Packets received", name, PacketCount::packetsReceived);
            packets("packet.received.bytes", "bytes", "Bytes of packets received", name, PacketCount::bytesReceived);
            packets("packet.sent", "", "Packets sent", name, PacketCount::packetsSent);
            packets("packet.sent.bytes", "bytes", "Bytes of packets sent", name, PacketCount::bytesSent);
        }

        private void packets(String meter, String unit, String help, String name, ToDoubleFunction<PacketCount> value) {
            Source<T> read = source;
            counter(
                    meter,
                    unit,
                    help,
                    tags.and("packet", name),
                    bound -> value.applyAsDouble(read.packets(bound, name)));
        }

        private ToDoubleFunction<T> of(ToDoubleFunction<RuntimeMetrics> value) {
            Source<T> read = source;
            return bound -> value.applyAsDouble(read.metrics(bound));
        }

        private void counter(String name, String unit, String help, ToDoubleFunction<RuntimeMetrics> value) {
            counter(name, unit, help, tags, of(value));
        }

        private void counter(String name, String unit, String help, Tags all, ToDoubleFunction<T> value) {
            FunctionCounter.builder(PREFIX + name, owner, value)
                    .description(help)
                    .baseUnit(unit.isEmpty() ? null : unit)
                    .tags(all)
                    .register(registry);
        }

        private void gauge(String name, String unit, String help, ToDoubleFunction<RuntimeMetrics> value) {
            Gauge.builder(PREFIX + name, owner, of(value))
                    .description(help)
                    .baseUnit(unit.isEmpty() ? null : unit)
                    .tags(tags)
                    .register(registry);
        }
    }
}

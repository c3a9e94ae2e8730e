package dev.packetwright.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;
import dev.packetwright.runtime.session.Connector;
import dev.packetwright.runtime.session.ConnectorOptions;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.PrometheusText;
import dev.packetwright.runtime.session.RuntimeMetrics;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The meters say what flows through a real server, under the names that its plain text has, too. */
class PacketwrightMetricsTest {
    private static final long CAP_SECONDS = 30;

    private enum Name {
        C_Ask,
        S_Answer;

        static Optional<Name> of(int id) {
            return id < 1 || id > values().length ? Optional.empty() : Optional.of(values()[id - 1]);
        }
    }

    private record Empty(int packetId) implements Packet {
        @Override
        public int encodedSize() {
            return HEADER_SIZE;
        }

        @Override
        public void write(PacketWriter out) {}
    }

    /** Answers each packet. */
    private static final class Answering extends PacketSession {
        @Override
        protected void onPacket(PacketReader packet) {
            send(new Empty(2));
        }
    }

    private static final class Asking extends PacketSession {
        private final CountDownLatch answers;

        Asking(int answers) {
            this.answers = new CountDownLatch(answers);
        }

        @Override
        protected void onPacket(PacketReader packet) {
            answers.countDown();
        }

        /** Sends a packet of each id, and waits for the answers. */
        void ask(int... ids) throws InterruptedException {
            for (int id : ids) {
                send(new Empty(id));
            }
            assertThat(answers.await(CAP_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Listener listen() throws IOException {
        ServerOptions options = ServerOptions.defaults()
                .withSession(SessionOptions.forListener().withPacketCounts(true));
        return Listener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), options, Answering::new);
    }

    private static Connector connector() throws IOException {
        return Connector.open(ConnectorOptions.defaults()
                .withSession(SessionOptions.forConnector().withPacketCounts(true)));
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CAP_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("never happened: %s", what).isLessThan(deadline);
            LockSupport.parkNanos(200_000);
        }
    }

    private static double counter(MeterRegistry registry, String name, String... tags) {
        return registry.get("packetwright." + name).tags(tags).functionCounter().count();
    }

    @Test
    void countsRealTraffic() throws Exception {
        var registry = new SimpleMeterRegistry();
        try (Listener listener = listen();
                Connector connector = connector()) {
            PacketwrightMetrics.of(listener)
                    .withPackets(Name::of)
                    .withTags(Tags.of("side", "server"))
                    .bindTo(registry);
            PacketwrightMetrics.of(connector)
                    .withTags(Tags.of("side", "client"))
                    .bindTo(registry);
            Asking client = connector
                    .connect(listener.localAddress(), () -> new Asking(4))
                    .get();
            client.ask(1, 1, 700, 65_535);
            assertThat(registry.get("packetwright.sessions.open")
                            .tags("side", "server")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            client.close();
            await(
                    "the end is counted",
                    () -> counter(registry, "disconnects", "side", "server", "reason", "closed_by_peer") == 1);

            assertThat(counter(registry, "received.packets", "side", "server")).isEqualTo(4);
            assertThat(counter(registry, "received.bytes", "side", "server")).isEqualTo(16);
            assertThat(counter(registry, "sent.packets", "side", "client")).isEqualTo(4);
            assertThat(counter(registry, "packet.received", "packet", "C_Ask")).isEqualTo(2);
            assertThat(counter(registry, "packet.received.bytes", "packet", "C_Ask"))
                    .isEqualTo(8);
            assertThat(counter(registry, "packet.received", "packet", "other")).isEqualTo(2);
            assertThat(counter(registry, "packet.sent", "packet", "S_Answer")).isEqualTo(4);
            assertThat(counter(registry, "packet.sent", "packet", "C_Ask")).isZero();
            assertThat(counter(registry, "loop.turns", "side", "server")).isPositive();
            assertThat(counter(registry, "loop.busy", "side", "server")).isPositive();
            assertThat(registry.find("packetwright.packet.sent")
                            .tags("side", "client")
                            .meters())
                    .isEmpty();
        }
    }

    /** A name, its labels and its type, without the value. */
    private static Set<String> shape(String text) {
        Set<String> shape = new TreeSet<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE")) {
                shape.add(line);
            } else if (!line.startsWith("#")) {
                shape.add(line.substring(0, line.lastIndexOf(' ')).replace("{}", ""));
            }
        }
        return shape;
    }

    private static Map<String, Double> values(String text) {
        Map<String, Double> values = new TreeMap<>();
        text.lines()
                .filter(line -> !line.startsWith("#") && !line.contains("loop"))
                .forEach(line -> {
                    int space = line.lastIndexOf(' ');
                    values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
                });
        return values;
    }

    /** Whoever changes from the plain text to Micrometer keeps the dashboards. */
    @Test
    void hasTheNamesOfThePlainText() throws Exception {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (Listener listener = listen();
                Connector connector = connector()) {
            connector
                    .connect(listener.localAddress(), () -> new Asking(3))
                    .get()
                    .ask(1, 2, 3);
            await("the answers are counted", () -> listener.metrics().packetsSent() == 3);
            PacketwrightMetrics.of(listener).withPackets(Name::of).bindTo(registry);
            String plain = new PrometheusText()
                    .add(listener.metrics(), Map.of())
                    .add(listener.packetCounts(), Name::of, Map.of())
                    .toString();
            String scraped = registry.scrape();

            assertThat(shape(scraped)).isEqualTo(shape(plain));
            assertThat(values(scraped)).isEqualTo(values(plain));
        }
    }

    /** A closed listener that nobody refers to goes, although its meters stay. */
    @Test
    void doesNotKeepTheListenerInMemory() throws Exception {
        var registry = new SimpleMeterRegistry();
        WeakReference<Listener> listener = boundAndClosed(registry);
        await("the listener has gone", () -> {
            System.gc();
            return listener.get() == null;
        });
        assertThat(counter(registry, "sessions.opened")).isZero();
    }

    private static WeakReference<Listener> boundAndClosed(MeterRegistry registry) throws IOException {
        Listener listener = listen();
        PacketwrightMetrics.of(listener).withPackets(Name::of).bindTo(registry);
        RuntimeMetrics before = listener.metrics();
        assertThat(before.sessionsOpen()).isZero();
        listener.close();
        return new WeakReference<>(listener);
    }
}
